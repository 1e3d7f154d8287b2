package org.madoguchi.notices.internal.rest;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.problem.Checks;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.Problems;
import org.madoguchi.notices.internal.NoticeProblems;
import org.madoguchi.notices.internal.NoticeStore.Place;
import org.madoguchi.notices.internal.domain.Details;
import org.madoguchi.notices.internal.domain.Importance;
import org.madoguchi.notices.internal.domain.Words;
import org.madoguchi.notices.internal.rest.Views.NewNotice;
import org.madoguchi.notices.internal.rest.Views.NoticeEdit;

/** Reads what callers send. Pure functions. */
final class Forms {
  static final int LONGEST_REQUEST_ID = 200;

  private static final int LONGEST_QUERY = 100;
  private static final int SHOWN = 60;
  private static final Instant FIRST = Instant.parse("2000-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("2199-12-31T00:00:00Z");
  private static final Duration LONGEST = Duration.ofDays(366);
  private static final Pattern ID = Pattern.compile("[0-9]{1,18}");
  private static final Pattern CURSOR = Pattern.compile("([0-9])-([0-9]{1,15})-([0-9]{1,18})");

  private Forms() {}

  static <T> T present(T body) {
    if (body == null) {
      throw new DomainException(Problems.MALFORMED_BODY);
    }
    return body;
  }

  static long id(String written) {
    if (!ID.matcher(written).matches()) {
      throw new DomainException(NoticeProblems.NOTICE_NOT_FOUND);
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

  static List<String> words(Checks checks, String q) {
    return Words.of(checks.optional("q", q, LONGEST_QUERY));
  }

  /** A place in a list as callers carry it; it grants nothing. */
  static String cursor(Place place) {
    return place.standing() + "-" + place.at().toEpochMilli() + "-" + place.id();
  }

  static Optional<Place> place(Checks checks, String cursor) {
    if (cursor == null || cursor.isEmpty()) {
      return Optional.empty();
    }
    Matcher written = CURSOR.matcher(cursor);
    return written.matches()
        ? Optional.of(
            new Place(
                Integer.parseInt(written.group(1)),
                Instant.ofEpochMilli(Long.parseLong(written.group(2))),
                Long.parseLong(written.group(3))))
        : checks.note("after", "invalid", Optional.empty());
  }

  static Details details(NewNotice body, Instant now) {
    Details nothing =
        new Details(SectionId.NONE, "", "", Importance.NORMAL, false, now, Instant.MIN);
    return edited(
        nothing,
        new NoticeEdit(
            body.section(),
            sent(body.title()),
            sent(body.text()),
            body.importance(),
            body.pinned(),
            body.from(),
            sent(body.to()),
            null,
            body.problem()),
        now);
  }

  static String sent(String value) {
    return value == null ? "" : value;
  }

  /** The details with what was sent; every bad field is told at once. */
  static Details edited(Details before, NoticeEdit edit, Instant now) {
    Checks checks = new Checks();
    Instant from = edit.from() == null ? before.from() : moment(checks, "from", edit.from(), now);
    Instant to = edit.to() == null ? before.to() : moment(checks, "to", edit.to(), null);
    if (Boolean.TRUE.equals(edit.ended()) && to.isAfter(now)) {
      to = now;
      // one that never was shown has no time between
      from = from.isBefore(now) ? from : now.minusMillis(1);
    }
    if (checks.clean() && (!to.isAfter(from) || to.isAfter(from.plus(LONGEST)))) {
      checks.note("to", "not-allowed", "", from + " – " + from.plus(LONGEST));
    }
    Details details =
        new Details(
            edit.section() == null ? before.section() : section(checks, edit.section()),
            edit.title() == null ? before.title() : title(checks, edit.title()),
            edit.text() == null ? before.text() : text(checks, edit.text()),
            checks.choice("importance", edit.importance(), Importance.class, before.importance()),
            edit.pinned() == null ? before.pinned() : edit.pinned(),
            from,
            to,
            edit.problem() == null ? before.problem() : problem(checks, edit.problem()));
    checks.done();
    return details;
  }

  /** The id of a problem; '' for none. */
  static long problem(Checks checks, String id) {
    if (id.isBlank()) {
      return 0;
    }
    return ID.matcher(id).matches() ? Long.parseLong(id) : checks.note("problem", "unknown", 0L);
  }

  /**
   * @throws DomainException problem-not-found for what is none
   */
  static long problemId(String written) {
    if (!ID.matcher(written).matches()) {
      throw new DomainException(NoticeProblems.PROBLEM_NOT_FOUND);
    }
    return Long.parseLong(written);
  }

  static SectionId section(Checks checks, String code) {
    if (code.isBlank()) {
      return SectionId.NONE;
    }
    return SectionId.isCode(code)
        ? new SectionId(code)
        : checks.note("section", "unknown", SectionId.NONE);
  }

  static String title(Checks checks, String value) {
    String title = checks.required("title", value, Details.LONGEST_TITLE).strip();
    boolean line = title.chars().noneMatch(Character::isISOControl);
    return line ? title : checks.note("title", "invalid", "");
  }

  private static String text(Checks checks, String value) {
    return lines(checks.required("text", value, Details.LONGEST_TEXT));
  }

  /** Lines end alike, whatever system they come from. */
  static String lines(String text) {
    return text.replace("\r\n", "\n").replace('\r', '\n');
  }

  /**
   * @param missing what '' stands for; null = it must be there
   */
  static Instant moment(Checks checks, String field, String value, Instant missing) {
    if (value.isBlank()) {
      return missing == null ? checks.note(field, "required", LAST) : missing;
    }
    Instant at = checks.instant(field, value).orElse(LAST).truncatedTo(ChronoUnit.MILLIS);
    return at.isBefore(FIRST) || at.isAfter(LAST) ? checks.note(field, "not-a-date", LAST) : at;
  }
}
