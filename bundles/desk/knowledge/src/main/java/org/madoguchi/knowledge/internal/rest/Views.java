package org.madoguchi.knowledge.internal.rest;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.madoguchi.kernel.access.Refers;

/** The JSON of articles. Members that are null are absent. */
public final class Views {
  private Views() {}

  @Schema(name = "ArticleSection")
  public record SectionView(String code, String name) {}

  @Schema(name = "ArticleCategory")
  public record CategoryView(String code, String name) {}

  @Schema(name = "ArticlePerson")
  public record PersonView(String id, String name) {}

  /**
   * One line of a list.
   *
   * @param section absent = the municipality itself
   * @param progress of the newest edition, told to those who work with the article, with {@code
   *     publishAt}: draft, in-review, approved, done
   * @param standing of the edition readers see: none, current, review-due, expired, withdrawn
   */
  @Schema(name = "ArticleHead")
  public record HeadView(
      String id,
      String municipality,
      SectionView section,
      CategoryView category,
      String question,
      String visibility,
      String scope,
      String progress,
      String standing,
      Instant publishAt,
      Instant publishedAt,
      String reviewOn,
      PersonView editor,
      Instant editedAt) {}

  /**
   * @param next present when there is another page
   */
  @Schema(name = "ArticlePage")
  public record PageView(List<HeadView> items, String next) {}

  /**
   * @param checked false = a machine's that nobody has read over
   * @param behind the original was changed since; not sent
   */
  @Schema(name = "ArticleTranslation")
  public record TranslationView(
      String language,
      Boolean checked,
      String question,
      String conclusion,
      String body,
      Boolean behind) {}

  @Schema(name = "RelatedArticle")
  public record RelatedView(String id, String question, String standing) {}

  /**
   * An article with what is written in one of its editions.
   *
   * @param edition the one told here; @param newest and @param lets what the caller may do: for
   *     those who work with it
   * @param shown the edition readers see
   */
  @Schema(name = "Article")
  public record ArticleView(
      HeadView head,
      String externalId,
      int reviewMonths,
      int edition,
      Integer newest,
      Integer shown,
      String language,
      String conclusion,
      String body,
      List<String> words,
      List<SectionView> sections,
      String scopeNote,
      List<TranslationView> translations,
      List<RelatedView> related,
      String validFrom,
      String validUntil,
      List<String> lets,
      long version) {}

  /**
   * @param section '' or missing = the municipality itself
   */
  @Schema(name = "NewArticle")
  public record NewArticle(
      String requestId,
      @Refers(Refers.To.MUNICIPALITY) String municipality,
      @Refers(Refers.To.SECTION) String section,
      Integer reviewMonths,
      @Refers(Refers.To.CATEGORY) String category,
      String language,
      String question,
      String conclusion,
      String body,
      List<String> words,
      String visibility,
      @Refers(Refers.To.SECTION) List<String> sections,
      String scope,
      String scopeNote,
      List<TranslationView> translations,
      @Refers(Refers.To.ARTICLE) List<String> related,
      String validFrom,
      String validUntil) {}

  /** What is not sent stays. Translations are sent all or none. */
  @Schema(name = "ArticleEdit")
  public record ArticleEdit(
      @Refers(Refers.To.SECTION) String section,
      Integer reviewMonths,
      @Refers(Refers.To.CATEGORY) String category,
      String language,
      String question,
      String conclusion,
      String body,
      List<String> words,
      String visibility,
      @Refers(Refers.To.SECTION) List<String> sections,
      String scope,
      String scopeNote,
      List<TranslationView> translations,
      @Refers(Refers.To.ARTICLE) List<String> related,
      String validFrom,
      String validUntil) {}

  /**
   * @param step submit, take-back, return, approve, publish, withdraw, put-back, confirm, restore
   * @param publishAt of submit and publish; missing = at once
   * @param edition of restore
   * @param comment return needs one
   */
  @Schema(name = "ArticleStep")
  public record StepView(String step, String publishAt, Integer edition, String comment) {}

  /**
   * @param restored the edition it was taken from; absent for none
   */
  @Schema(name = "ArticleEdition")
  public record EditionView(int edition, PersonView editor, Instant at, Integer restored) {}

  /**
   * @param next present when there are earlier ones
   */
  @Schema(name = "ArticleEditions")
  public record EditionsView(List<EditionView> items, String next) {}

  /** A stretch of text: same, removed or added. */
  @Schema(name = "ArticleStretch")
  public record StretchView(String kind, String text) {}

  /** A field that differs. */
  @Schema(name = "ArticleDifference")
  public record DifferenceView(String field, List<StretchView> stretches) {}

  @Schema(name = "ArticleComparison")
  public record ComparisonView(int older, int newer, List<DifferenceView> differences) {}

  /**
   * @param step what was done with it, when it was said with a step
   */
  @Schema(name = "ArticleComment")
  public record CommentView(
      String id, int edition, String step, String text, PersonView author, Instant at) {}

  @Schema(name = "ArticleComments")
  public record CommentsView(List<CommentView> items, String next) {}

  @Schema(name = "NewArticleComment")
  public record NewComment(String requestId, String text) {}

  /**
   * @param use viewed, used, helpful, unhelpful
   * @param fault of unhelpful: wrong, outdated, unclear, incomplete, other
   */
  @Schema(name = "NewArticleUse")
  public record NewUse(String requestId, String use, String fault, String text) {}

  @Schema(name = "ArticleUseDay")
  public record DayView(String day, int views, int uses, int helpful, int unhelpful) {}

  @Schema(name = "ArticleComplaint")
  public record ComplaintView(
      String id, int edition, String fault, String text, PersonView by, Instant at) {}

  /**
   * @param complaints the newest
   */
  @Schema(name = "ArticleUses")
  public record UsesView(List<DayView> days, List<ComplaintView> complaints) {}

  /**
   * @param approvers nobody else approves; empty = whoever may in general
   * @param direct whether the section wants to publish without approval
   * @param letDirect whether its municipality lets sections do that
   */
  @Schema(name = "ArticleRule")
  public record RuleView(
      List<PersonView> approvers, boolean direct, boolean letDirect, long version) {}

  @Schema(name = "ArticleRuleEdit")
  public record RuleEdit(@Refers(Refers.To.STAFF) List<String> approvers, Boolean direct) {}
}
