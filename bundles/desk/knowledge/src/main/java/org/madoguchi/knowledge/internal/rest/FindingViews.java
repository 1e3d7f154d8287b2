package org.madoguchi.knowledge.internal.rest;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.madoguchi.kernel.access.Refers;
import org.madoguchi.knowledge.internal.rest.Views.HeadView;

/** The JSON of what should be looked at. Members that are null are absent. */
public final class FindingViews {
  private FindingViews() {}

  @Schema(name = "ArticleFault")
  public record FaultView(String fault, int count) {}

  /**
   * @param other of duplicates
   * @param day since when it is unused, or when it is to be looked over
   * @param score of duplicates: how alike they are, in percent
   * @param ratings of unhelpful ones, with what follows: in 90 days
   * @param faults the most frequent first
   * @param texts the newest, at most three
   */
  @Schema(name = "ArticleFinding")
  public record FindingView(
      HeadView article,
      HeadView other,
      String day,
      Integer score,
      Integer ratings,
      Integer unhelpful,
      List<FaultView> faults,
      List<String> texts) {}

  /**
   * @param next present when there is another page
   */
  @Schema(name = "ArticleFindings")
  public record FindingPage(List<FindingView> items, String next) {}

  /**
   * @param capped there are more
   */
  @Schema(name = "ArticleFindingCount")
  public record CountView(int count, boolean capped) {}

  @Schema(name = "ArticleFindingCounts")
  public record CountsView(
      CountView unhelpful, CountView unused, CountView review, CountView duplicates) {}

  /**
   * @param kind unhelpful, unused, review, duplicates
   * @param other of duplicates
   * @param reason of one that is dismissed
   * @param until a day; missing = until an article is edited
   * @param dismissed false takes it back
   */
  @Schema(name = "ArticleFindingDismissal")
  public record FindingDismissal(
      @Refers(Refers.To.MUNICIPALITY) String municipality,
      String kind,
      @Refers(Refers.To.ARTICLE) String article,
      String other,
      String reason,
      String until,
      Boolean dismissed) {}
}
