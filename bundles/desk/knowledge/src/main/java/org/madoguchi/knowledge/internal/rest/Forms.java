package org.madoguchi.knowledge.internal.rest;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.problem.Checks;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.ProblemType;
import org.madoguchi.kernel.problem.Problems;
import org.madoguchi.knowledge.PublishedArticle.Visibility;
import org.madoguchi.knowledge.internal.ArticleSteps;
import org.madoguchi.knowledge.internal.ArticleStore.Filter;
import org.madoguchi.knowledge.internal.Written;
import org.madoguchi.knowledge.internal.domain.Content;
import org.madoguchi.knowledge.internal.domain.Details;
import org.madoguchi.knowledge.internal.domain.KnowledgeProblems;
import org.madoguchi.knowledge.internal.domain.Progress;
import org.madoguchi.knowledge.internal.domain.Standing;
import org.madoguchi.knowledge.internal.domain.Step;
import org.madoguchi.knowledge.internal.domain.Words;
import org.madoguchi.knowledge.internal.rest.Views.ArticleEdit;
import org.madoguchi.knowledge.internal.rest.Views.NewArticle;
import org.madoguchi.knowledge.internal.rest.Views.StepView;
import org.madoguchi.knowledge.internal.rest.Views.TranslationView;

/** Reads what callers send. Pure functions. */
final class Forms {
  static final int LONGEST_COMMENT = 2_000;
  static final int LONGEST_REQUEST = 200;

  /** Drafts that were sent back and not written anew since. */
  private static final String RETURNED = "returned";

  private static final int LONGEST_QUERY = 100;
  private static final int SHOWN = 60;
  private static final Instant LATEST = Instant.parse("2999-12-31T00:00:00Z");
  private static final Pattern ID = Pattern.compile("[0-9]{1,18}");

  private Forms() {}

  static <T> T present(T body) {
    if (body == null) {
      throw new DomainException(Problems.MALFORMED_BODY);
    }
    return body;
  }

  static long article(String written) {
    return id(written, KnowledgeProblems.ARTICLE_NOT_FOUND);
  }

  static long id(String written, ProblemType otherwise) {
    if (!ID.matcher(written).matches()) {
      throw new DomainException(otherwise);
    }
    return Long.parseLong(written);
  }

  static MunicipalityId municipality(String slug) {
    if (!MunicipalityId.isSlug(slug)) {
      throw new DomainException(
          Problems.MUNICIPALITY_NOT_FOUND, slug.substring(0, Math.min(slug.length(), SHOWN)));
    }
    return new MunicipalityId(slug);
  }

  static Optional<MunicipalityId> optionalMunicipality(String slug) {
    return slug == null || slug.isBlank() ? Optional.empty() : Optional.of(municipality(slug));
  }

  /** In an address. */
  static SectionId section(String code) {
    if (!SectionId.isCode(code)) {
      throw new DomainException(Problems.NOT_FOUND);
    }
    return new SectionId(code);
  }

  static OptionalLong before(Checks checks, String cursor) {
    if (cursor == null || cursor.isEmpty()) {
      return OptionalLong.empty();
    }
    return ID.matcher(cursor).matches()
        ? OptionalLong.of(Long.parseLong(cursor))
        : checks.note("after", "invalid", OptionalLong.empty());
  }

  static boolean flag(Checks checks, String field, String value) {
    if (value != null && !value.matches("|true|false")) {
      checks.note(field, "not-allowed", "", "true, false");
    }
    return "true".equals(value);
  }

  /** Without the parts, which are the caller's. */
  static Filter filter(
      Checks checks,
      String work,
      String section,
      String category,
      String progress,
      String standing,
      String visibility,
      String q) {
    boolean drafts = flag(checks, "work", work);
    if (!drafts && progress != null && !progress.isBlank()) {
      checks.note("progress", "not-allowed", "", "");
    }
    boolean returned = RETURNED.equals(progress);
    return new Filter(
        List.of(),
        drafts,
        optionalSection(checks, section),
        checks.optional("category", category, SHOWN),
        returned
            ? Optional.of(Progress.DRAFT)
            : Optional.ofNullable(checks.choice("progress", progress, Progress.class, null)),
        returned,
        Optional.ofNullable(checks.choice("standing", standing, Standing.class, null)),
        Optional.ofNullable(checks.choice("visibility", visibility, Visibility.class, null)),
        Words.of(checks.optional("q", q, LONGEST_QUERY)));
  }

  static Optional<SectionId> optionalSection(Checks checks, String code) {
    if (code == null || code.isBlank()) {
      return Optional.empty();
    }
    return SectionId.isCode(code)
        ? Optional.of(new SectionId(code))
        : checks.note("section", "unknown", Optional.empty());
  }

  static Details details(Checks checks, NewArticle body) {
    Written written =
        new Written(
            body.section(),
            body.reviewMonths(),
            body.category(),
            body.language(),
            body.question(),
            body.conclusion(),
            body.body(),
            body.words(),
            body.visibility(),
            body.sections(),
            body.scope(),
            body.scopeNote(),
            translations(body.translations()),
            body.related(),
            body.validFrom(),
            body.validUntil());
    return written.details(checks, new Details(SectionId.NONE, 0, Content.empty()));
  }

  /** The details with what was sent; every bad field is told at once. */
  static Details edited(Details before, ArticleEdit edit) {
    Checks checks = new Checks();
    Written written =
        new Written(
            edit.section(),
            edit.reviewMonths(),
            edit.category(),
            edit.language(),
            edit.question(),
            edit.conclusion(),
            edit.body(),
            edit.words(),
            edit.visibility(),
            edit.sections(),
            edit.scope(),
            edit.scopeNote(),
            translations(edit.translations()),
            edit.related(),
            edit.validFrom(),
            edit.validUntil());
    Details details = written.details(checks, before);
    checks.done();
    return details;
  }

  private static List<Written.Foreign> translations(List<TranslationView> sent) {
    return sent == null
        ? null
        : sent.stream()
            .map(
                t ->
                    t == null
                        ? null
                        : new Written.Foreign(
                            t.language(), t.checked(), t.question(), t.conclusion(), t.body()))
            .toList();
  }

  static ArticleSteps.Order step(StepView sent) {
    Checks checks = new Checks();
    checks.required("step", sent.step(), SHOWN);
    Step step = checks.choice("step", sent.step(), Step.class, Step.SUBMIT);
    int edition = sent.edition() == null ? 0 : sent.edition();
    if (step == Step.RESTORE && edition < 1) {
      checks.note("edition", "required", 0);
    }
    ArticleSteps.Order order =
        new ArticleSteps.Order(
            step,
            checks.instant("publishAt", sent.publishAt()),
            edition,
            checks.optional("comment", sent.comment(), LONGEST_COMMENT).strip());
    if (order.publishAt().filter(at -> at.isAfter(LATEST)).isPresent()) {
      checks.note("publishAt", "not-a-date", "");
    }
    checks.done();
    return order;
  }
}
