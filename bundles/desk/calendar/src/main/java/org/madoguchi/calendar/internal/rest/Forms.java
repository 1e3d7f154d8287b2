package org.madoguchi.calendar.internal.rest;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.madoguchi.calendar.BusinessCalendar;
import org.madoguchi.calendar.Opening;
import org.madoguchi.calendar.internal.rest.Views.HoursChange;
import org.madoguchi.calendar.internal.rest.Views.NewSpecialDay;
import org.madoguchi.calendar.internal.rest.Views.OpeningView;
import org.madoguchi.calendar.internal.rest.Views.WeekView;
import org.madoguchi.calendar.internal.rules.OfficeHours;
import org.madoguchi.calendar.internal.rules.SpecialDay;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.problem.Checks;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.Problems;

/** Reads what is sent, and names every field that is wrong. */
final class Forms {
  static final int MOST_DAYS = 400;

  private static final int MOST_OPENINGS = 6;
  private static final int LONGEST_NAME = 100;
  private static final String END_OF_DAY = "24:00";
  private static final Pattern TIME = Pattern.compile("([01]?[0-9]|2[0-3]):([0-5][0-9])");
  private static final Pattern ISO_DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");

  /** From one date to another, both included. */
  record Range(LocalDate from, LocalDate to) {}

  private Forms() {}

  static Range range(String from, String to) {
    Checks checks = new Checks();
    LocalDate first = date(checks, "from", from);
    LocalDate last = date(checks, "to", to);
    if (checks.clean() && (last.isBefore(first) || isTooLong(first, last))) {
      checks.note("to", "invalid", "");
    }
    checks.done();
    return new Range(first, last);
  }

  private static boolean isTooLong(LocalDate first, LocalDate last) {
    return !first.plusDays(MOST_DAYS).isAfter(last);
  }

  /** A date in the known years, or null after noting what is wrong. */
  private static LocalDate date(Checks checks, String field, String written) {
    if (written == null || written.isBlank()) {
      return checks.note(field, "required", null);
    }
    return date(written).orElseGet(() -> checks.note(field, "not-a-date", null));
  }

  static Optional<LocalDate> date(String written) {
    if (!ISO_DATE.matcher(written).matches()) {
      return Optional.empty();
    }
    try {
      LocalDate date = LocalDate.parse(written);
      boolean known =
          date.getYear() >= BusinessCalendar.FIRST_YEAR
              && date.getYear() <= BusinessCalendar.LAST_YEAR;
      return known ? Optional.of(date) : Optional.empty();
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  static OfficeHours hours(HoursChange change) {
    Checks checks = new Checks();
    WeekView week = present(change).week();
    List<List<Opening>> days = week == null ? List.of() : days(checks, week);
    if (checks.clean() && days.stream().allMatch(List::isEmpty)) {
      // Always closed would leave every due date without an answer.
      checks.note("week", "required", "");
    }
    checks.done();
    return new OfficeHours(
        days,
        Boolean.TRUE.equals(change.openOnHolidays()),
        Boolean.TRUE.equals(change.openAtYearEnd()));
  }

  private static List<List<Opening>> days(Checks checks, WeekView week) {
    return List.of(
        openings(checks, "week.monday", week.monday()),
        openings(checks, "week.tuesday", week.tuesday()),
        openings(checks, "week.wednesday", week.wednesday()),
        openings(checks, "week.thursday", week.thursday()),
        openings(checks, "week.friday", week.friday()),
        openings(checks, "week.saturday", week.saturday()),
        openings(checks, "week.sunday", week.sunday()));
  }

  static SpecialDay specialDay(NewSpecialDay wanted, SectionId section) {
    Checks checks = new Checks();
    SpecialDay day =
        new SpecialDay(
            section,
            date(checks, "date", wanted.date()),
            checks.required("name", line(checks, "name", wanted.name()), LONGEST_NAME),
            checks.optional("nameEn", line(checks, "nameEn", wanted.nameEn()), LONGEST_NAME),
            openings(checks, "openings", wanted.openings()));
    checks.done();
    return day;
  }

  /** One line of whole characters. */
  private static String line(Checks checks, String field, String text) {
    boolean broken =
        text != null
            && text.codePoints()
                .anyMatch(c -> c == '\n' || c == '\r' || c == '\t' || c >= 0xd800 && c <= 0xdfff);
    return broken ? checks.note(field, "invalid", "-") : text == null ? null : text.strip();
  }

  private static List<Opening> openings(Checks checks, String field, List<OpeningView> written) {
    if (written == null) {
      return List.of();
    }
    if (written.size() > MOST_OPENINGS) {
      return checks.note(field, "invalid", List.of());
    }
    List<Opening> openings = new ArrayList<>();
    for (int i = 0; i < written.size(); i++) {
      String path = field + "[" + i + "]";
      opening(checks, path, written.get(i)).ifPresent(openings::add);
    }
    openings.sort(null);
    for (int i = 1; i < openings.size(); i++) {
      if (openings.get(i - 1).closesMinute() > openings.get(i).opensMinute()) {
        checks.note(field, "invalid", "");
      }
    }
    return openings;
  }

  private static Optional<Opening> opening(Checks checks, String path, OpeningView written) {
    if (written == null) {
      return checks.note(path, "required", Optional.empty());
    }
    Optional<LocalTime> opens = time(checks, path + ".opens", written.opens(), false);
    Optional<LocalTime> closes = time(checks, path + ".closes", written.closes(), true);
    if (opens.isEmpty() || closes.isEmpty()) {
      return Optional.empty();
    }
    boolean inOrder = closes.get().equals(LocalTime.MIDNIGHT) || opens.get().isBefore(closes.get());
    return inOrder
        ? Optional.of(new Opening(opens.get(), closes.get()))
        : checks.note(path + ".closes", "invalid", Optional.empty());
  }

  private static Optional<LocalTime> time(
      Checks checks, String field, String written, boolean end) {
    if (written == null || written.isBlank()) {
      return checks.note(field, "required", Optional.empty());
    }
    if (end && written.equals(END_OF_DAY)) {
      return Optional.of(LocalTime.MIDNIGHT);
    }
    Matcher parts = TIME.matcher(written);
    if (!parts.matches()) {
      return checks.note(field, "invalid", Optional.empty());
    }
    LocalTime time =
        LocalTime.of(Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2)));
    boolean endsAtItsBeginning = end && time.equals(LocalTime.MIDNIGHT);
    return endsAtItsBeginning ? checks.note(field, "invalid", Optional.empty()) : Optional.of(time);
  }

  static boolean flag(String field, String value) {
    boolean written = value == null || value.isEmpty() || value.matches("true|false");
    if (!written) {
      Checks checks = new Checks();
      checks.note(field, "not-allowed", "", "true, false");
      checks.done();
    }
    return "true".equals(value);
  }

  static <T> T present(T body) {
    if (body == null) {
      throw new DomainException(Problems.MALFORMED_BODY);
    }
    return body;
  }
}
