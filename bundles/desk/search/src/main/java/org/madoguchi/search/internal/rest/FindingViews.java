package org.madoguchi.search.internal.rest;

import io.swagger.v3.oas.annotations.media.Schema;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.madoguchi.kernel.access.Refers;
import org.madoguchi.kernel.problem.Checks;
import org.madoguchi.search.internal.asked.AskedOften;
import org.madoguchi.search.internal.records.FindingStore.Figures;
import org.madoguchi.search.internal.records.FindingStore.Period;
import org.madoguchi.search.internal.records.FindingStore.Place;
import org.madoguchi.search.internal.records.Findings;

/** The JSON of {@code /api/search-findings}. Pure functions. */
public final class FindingViews {
  private static final int USUAL_DAYS = 28;
  private static final int MOST_DAYS = 400;

  private FindingViews() {}

  /**
   * @param group by which it is dismissed
   * @param texts how it was put, at most three
   * @param askedOn how many of them became a contact
   */
  @Schema(name = "SearchFinding")
  public record FindingView(
      String group, List<String> texts, long count, long askedOn, Instant last) {}

  /**
   * @param next present when there is another page
   */
  @Schema(name = "SearchFindingPage")
  public record FindingPage(List<FindingView> items, String next) {}

  /**
   * @param found that found something
   * @param opened of which something was opened
   * @param askedOn that became a contact
   * @param ended that ended in an answer: opened, and no contact
   */
  @Schema(name = "SearchCounts")
  public record CountsView(long searches, long found, long opened, long askedOn, long ended) {}

  /**
   * @param of a place, a day or a month
   */
  @Schema(name = "SearchCountsOf")
  public record CountsOfView(String of, CountsView counts) {}

  @Schema(name = "SearchFigures")
  public record FiguresView(
      String from,
      String to,
      CountsView all,
      List<CountsOfView> places,
      List<CountsOfView> steps) {}

  /**
   * @param from with {@code to}, for which days the list was looked at
   * @param dismissed true unless told
   */
  @Schema(name = "SearchDismissal")
  public record Dismissal(
      @Refers(Refers.To.MUNICIPALITY) String municipality,
      String list,
      String group,
      String from,
      String to,
      Boolean dismissed) {}

  /**
   * @param group by which it is dismissed
   * @param title of the most typical ticket
   * @param count how many tickets
   * @param tickets some of them, the most typical ones first
   * @param terms what they have in common
   * @param article the one that answers; absent when none does
   */
  @Schema(name = "AskedOftenQuestion")
  public record AskedView(
      String group,
      String title,
      int count,
      List<String> tickets,
      List<String> terms,
      Instant last,
      AskedArticle article) {}

  @Schema(name = "AskedOftenArticle")
  public record AskedArticle(String id, String title) {}

  /**
   * @param lookedAt how many tickets
   * @param more whether these days have more, which were not looked at
   */
  @Schema(name = "AskedOften")
  public record AskedOftenView(
      String from, String to, int lookedAt, boolean more, List<AskedView> items) {}

  /**
   * @param from with {@code to}, for which days the list was looked at
   * @param dismissed true unless told
   */
  @Schema(name = "AskedOftenDismissal")
  public record AskedDismissal(
      @Refers(Refers.To.MUNICIPALITY) String municipality,
      String group,
      String from,
      String to,
      Boolean dismissed) {}

  static AskedOftenView askedOften(Period period, AskedOften.Answer answer) {
    return new AskedOftenView(
        period.from().toString(),
        period.to().toString(),
        answer.lookedAt(),
        answer.more(),
        answer.questions().stream().map(FindingViews::asked).toList());
  }

  private static AskedView asked(AskedOften.Question question) {
    return new AskedView(
        question.group(),
        question.title(),
        question.count(),
        question.tickets(),
        question.terms(),
        question.last(),
        question
            .article()
            .map(article -> new AskedArticle(article.key().id(), article.title()))
            .orElse(null));
  }

  static Period period(LocalDate today, String from, String to) {
    Checks checks = new Checks();
    LocalDate last = day(checks, "to", to, today);
    LocalDate first = day(checks, "from", from, last.minusDays(USUAL_DAYS - 1L));
    long days = ChronoUnit.DAYS.between(first, last) + 1;
    if (days < 1 || days > MOST_DAYS) {
      checks.note("to", "too-many", "", MOST_DAYS);
    }
    checks.done();
    return new Period(first, last);
  }

  private static LocalDate day(Checks checks, String field, String written, LocalDate otherwise) {
    if (written == null || written.isBlank()) {
      return otherwise;
    }
    try {
      // years beyond the calendar's end could not be counted back from
      if (written.length() == "2026-11-23".length()) {
        return LocalDate.parse(written);
      }
    } catch (DateTimeException e) {
      // noted below
    }
    return checks.note(field, "not-a-date", otherwise);
  }

  static Optional<Place> place(Checks checks, String after) {
    if (after == null || after.isBlank()) {
      return Optional.empty();
    }
    try {
      String written = new String(Base64.getUrlDecoder().decode(after), StandardCharsets.UTF_8);
      int colon = written.indexOf(':');
      if (colon > 0) {
        return Optional.of(
            new Place(Long.parseLong(written.substring(0, colon)), written.substring(colon + 1)));
      }
    } catch (IllegalArgumentException e) {
      // noted below
    }
    return checks.note("after", "invalid", Optional.empty());
  }

  private static String written(Place place) {
    String plain = place.count() + ":" + place.group();
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(plain.getBytes(StandardCharsets.UTF_8));
  }

  static FindingPage page(Findings.Page page) {
    return new FindingPage(
        page.findings().stream()
            .map(f -> new FindingView(f.group(), f.texts(), f.count(), f.askedOn(), f.last()))
            .toList(),
        page.next().map(FindingViews::written).orElse(null));
  }

  static FiguresView figures(Period period, List<Figures> figures, boolean months) {
    return new FiguresView(
        period.from().toString(),
        period.to().toString(),
        sum(figures),
        by(figures, f -> Checks.written(f.place())),
        by(figures, f -> f.on().toString().substring(0, months ? 7 : 10)));
  }

  private static List<CountsOfView> by(List<Figures> figures, Function<Figures, String> of) {
    Map<String, List<Figures>> parts =
        figures.stream().collect(Collectors.groupingBy(of, TreeMap::new, Collectors.toList()));
    return parts.entrySet().stream()
        .map(part -> new CountsOfView(part.getKey(), sum(part.getValue())))
        .toList();
  }

  private static CountsView sum(Collection<Figures> figures) {
    return new CountsView(
        sum(figures, Figures::searches),
        sum(figures, Figures::found),
        sum(figures, Figures::opened),
        sum(figures, Figures::askedOn),
        sum(figures, Figures::ended));
  }

  private static long sum(Collection<Figures> figures, ToLongFunction<Figures> figure) {
    return figures.stream().mapToLong(figure).sum();
  }
}
