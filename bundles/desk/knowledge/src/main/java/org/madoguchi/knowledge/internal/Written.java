package org.madoguchi.knowledge.internal;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.problem.Checks;
import org.madoguchi.knowledge.PublishedArticle.AnswerScope;
import org.madoguchi.knowledge.PublishedArticle.Visibility;
import org.madoguchi.knowledge.internal.body.ArticleBody;
import org.madoguchi.knowledge.internal.domain.Content;
import org.madoguchi.knowledge.internal.domain.Details;
import org.madoguchi.knowledge.internal.domain.Translation;

/**
 * What somebody wrote of an article, by hand or in a file, not looked at yet. What is null was not
 * written and stays.
 */
public record Written(
    String section,
    Integer reviewMonths,
    String category,
    String language,
    String question,
    String conclusion,
    String body,
    List<String> words,
    String visibility,
    List<String> sections,
    String scope,
    String scopeNote,
    List<Foreign> translations,
    List<String> related,
    String validFrom,
    String validUntil) {
  public static final int LONGEST_QUESTION = 200;
  public static final int LONGEST_CONCLUSION = 1_000;

  private static final int LONGEST_CATEGORY = 100;
  private static final int LONGEST_WORD = 50;
  private static final int LONGEST_NOTE = 1_000;
  private static final int MOST_WORDS = 50;
  private static final int MOST_SECTIONS = 50;
  private static final int MOST_TRANSLATIONS = 12;
  private static final int MOST_RELATED = 50;
  private static final Pattern ID = Pattern.compile("[0-9]{1,18}");
  private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*");
  private static final int LONGEST_LANGUAGE = 35;

  /**
   * A translation.
   *
   * @param checked null = a machine's
   */
  public record Foreign(
      String language, Boolean checked, String question, String conclusion, String body) {}

  /** The details with what was written; what is wrong is noted. */
  public Details details(Checks checks, Details before) {
    Content was = before.content();
    String original =
        language == null ? was.language() : language(checks, "language", language, was.language());
    Content content =
        new Content(
            category == null
                ? was.category()
                : line(checks, "category", checks.optional("category", category, LONGEST_CATEGORY)),
            original,
            question == null && !was.question().isEmpty()
                ? was.question()
                : line(checks, "question", checks.required("question", question, LONGEST_QUESTION)),
            conclusion == null
                ? was.conclusion()
                : text(checks, "conclusion", conclusion, LONGEST_CONCLUSION),
            body == null ? was.body() : ArticleBody.read(checks, "body", body).html(),
            words == null ? was.words() : words(checks),
            checks.choice("visibility", visibility, Visibility.class, was.visibility()),
            sections == null ? was.sections() : sections(checks),
            checks.choice("scope", scope, AnswerScope.class, was.scope()),
            scopeNote == null
                ? was.scopeNote()
                : text(checks, "scopeNote", scopeNote, LONGEST_NOTE),
            translations == null ? was.translations() : translations(checks, original),
            related == null ? was.related() : related(checks),
            validFrom == null ? was.from() : day(checks, "validFrom", validFrom),
            validUntil == null ? was.until() : day(checks, "validUntil", validUntil));
    mustAgree(checks, content);
    return new Details(
        section == null ? before.section() : section(checks),
        reviewMonths == null ? before.reviewMonths() : months(checks),
        content);
  }

  private static void mustAgree(Checks checks, Content content) {
    boolean backwards =
        content.from().isPresent()
            && content.until().filter(u -> u.isBefore(content.from().get())).isPresent();
    if (backwards) {
      checks.note("validUntil", "invalid", "");
    }
  }

  private SectionId section(Checks checks) {
    if (section.isBlank()) {
      return SectionId.NONE;
    }
    return SectionId.isCode(section)
        ? new SectionId(section)
        : checks.note("section", "unknown", SectionId.NONE);
  }

  private int months(Checks checks) {
    boolean within = reviewMonths >= 0 && reviewMonths <= Details.MOST_MONTHS;
    return within
        ? reviewMonths
        : checks.note("reviewMonths", "not-a-number", 0, 0, Details.MOST_MONTHS);
  }

  private static String line(Checks checks, String field, String value) {
    String line = value.strip();
    boolean sound = line.chars().noneMatch(Character::isISOControl) && isWhole(line);
    return sound ? line : checks.note(field, "invalid", "");
  }

  /** Several lines, ended alike. */
  private static String text(Checks checks, String field, String value, int most) {
    String text = checks.optional(field, value, most).replaceAll("\r\n?", "\n").strip();
    return isWhole(text) ? text : checks.note(field, "invalid", "");
  }

  /** Half characters can be kept by no database. */
  private static boolean isWhole(String text) {
    return text.codePoints().noneMatch(c -> c >= 0xd800 && c <= 0xdfff);
  }

  private static String language(Checks checks, String field, String tag, String standIn) {
    boolean sound = tag.length() <= LONGEST_LANGUAGE && LANGUAGE.matcher(tag).matches();
    return sound ? tag : checks.note(field, "invalid", standIn);
  }

  private List<String> words(Checks checks) {
    return several(
        checks,
        "words",
        words,
        MOST_WORDS,
        word -> line(checks, "words", checks.optional("words", word, LONGEST_WORD)));
  }

  private List<SectionId> sections(Checks checks) {
    return several(
        checks,
        "sections",
        sections,
        MOST_SECTIONS,
        code ->
            SectionId.isCode(code)
                ? new SectionId(code)
                : checks.note("sections", "unknown", SectionId.NONE));
  }

  private List<Long> related(Checks checks) {
    return several(
        checks,
        "related",
        related,
        MOST_RELATED,
        id ->
            id != null && ID.matcher(id).matches()
                ? Long.valueOf(id)
                : checks.note("related", "unknown", 0L));
  }

  private static <T> List<T> several(
      Checks checks, String field, List<String> values, int most, Function<String, T> read) {
    if (values.size() > most) {
      return checks.note(field, "too-many", List.of(), most);
    }
    return values.stream()
        .filter(v -> v != null && !v.isBlank())
        .map(String::strip)
        .map(read)
        .distinct()
        .toList();
  }

  private List<Translation> translations(Checks checks, String original) {
    if (translations.size() > MOST_TRANSLATIONS) {
      return checks.note("translations", "too-many", List.of(), MOST_TRANSLATIONS);
    }
    Set<String> languages = new HashSet<>(Set.of(original));
    List<Translation> read = new ArrayList<>();
    for (int i = 0; i < translations.size(); i++) {
      Foreign foreign = translations.get(i);
      String field = "translations[" + i + "]";
      if (foreign == null) {
        checks.note(field, "required", "");
        continue;
      }
      String tag = foreign.language() == null ? "" : foreign.language();
      String language = language(checks, field + ".language", tag, "");
      if (!language.isEmpty() && !languages.add(language)) {
        checks.note(field + ".language", "invalid", "");
      }
      String named = field + ".question";
      read.add(
          new Translation(
              language,
              Boolean.TRUE.equals(foreign.checked()),
              line(checks, named, checks.required(named, foreign.question(), LONGEST_QUESTION)),
              text(checks, field + ".conclusion", foreign.conclusion(), LONGEST_CONCLUSION),
              ArticleBody.read(checks, field + ".body", foreign.body()).html(),
              false));
    }
    return read;
  }

  private static Optional<LocalDate> day(Checks checks, String field, String written) {
    if (written.isBlank()) {
      return Optional.empty();
    }
    try {
      LocalDate day = LocalDate.parse(written.strip());
      if (day.getYear() >= 1900 && day.getYear() <= 2999) {
        return Optional.of(day);
      }
    } catch (DateTimeException e) {
      // noted below
    }
    return checks.note(field, "not-a-date", Optional.empty());
  }
}
