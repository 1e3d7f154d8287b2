package org.madoguchi.calendar.internal.rules;

import java.time.LocalDate;
import java.time.MonthDay;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.madoguchi.calendar.CalendarDay;
import org.madoguchi.calendar.CalendarDay.Kind;
import org.madoguchi.calendar.Opening;
import org.madoguchi.calendar.internal.holiday.Holiday;
import org.madoguchi.calendar.internal.holiday.Holidays;

/**
 * What decides about a day: special days first, those of the nearest first; then holidays, then the
 * turn of the year, then the day of the week.
 *
 * @param special by date, of the section itself, of each department above it, of the municipality
 */
public record CalendarRules(
    OfficeHours hours, List<Map<LocalDate, SpecialDay>> special, Holidays holidays) {
  private static final MonthDay YEAR_END = MonthDay.of(12, 29);
  private static final MonthDay NEW_YEAR = MonthDay.of(1, 3);
  private static final Map<String, String> YEAR_END_NAMES =
      Map.of("ja", "年末年始の休み", "en", "Year-end closure");

  /** Of whoever entered nothing. */
  public static final CalendarRules USUAL =
      new CalendarRules(OfficeHours.USUAL, List.of(), Holidays.BY_LAW);

  public CalendarRules {
    special = List.copyOf(special);
  }

  public CalendarDay day(LocalDate date) {
    for (Map<LocalDate, SpecialDay> days : special) {
      SpecialDay decided = days.get(date);
      if (decided != null) {
        return decided.day();
      }
    }
    Optional<Holiday> holiday = holidays.on(date);
    Map<String, String> names = holiday.map(Holiday::names).orElse(Map.of());
    if (holiday.isPresent() && !hours.openOnHolidays()) {
      return closed(date, Kind.HOLIDAY, names);
    }
    if (isYearEnd(date) && !hours.openAtYearEnd()) {
      return closed(date, Kind.SPECIAL_CLOSED, YEAR_END_NAMES);
    }
    List<Opening> openings = hours.on(date.getDayOfWeek());
    return openings.isEmpty()
        ? closed(date, Kind.WEEKEND, names)
        : new CalendarDay(date, Kind.BUSINESS_DAY, names, openings);
  }

  private static CalendarDay closed(LocalDate date, Kind kind, Map<String, String> names) {
    return new CalendarDay(date, kind, names, List.of());
  }

  private static boolean isYearEnd(LocalDate date) {
    MonthDay day = MonthDay.from(date);
    return !day.isBefore(YEAR_END) || !day.isAfter(NEW_YEAR);
  }
}
