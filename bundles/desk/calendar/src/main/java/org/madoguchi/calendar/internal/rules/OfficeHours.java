package org.madoguchi.calendar.internal.rules;

import java.time.DayOfWeek;
import java.util.List;
import java.util.stream.IntStream;
import org.madoguchi.calendar.Opening;

/**
 * The ordinary hours of a municipality or a section.
 *
 * @param week seven lists of openings, Monday first; each in order, none overlapping
 * @param openOnHolidays whether the hours hold on national holidays too
 * @param openAtYearEnd whether they hold from 29 December to 3 January too
 */
public record OfficeHours(List<List<Opening>> week, boolean openOnHolidays, boolean openAtYearEnd) {
  public static final int DAYS_OF_A_WEEK = 7;

  /** Of whoever entered none: as the Act on Holidays of Administrative Organs has it. */
  public static final OfficeHours USUAL = usual();

  public OfficeHours {
    if (week.size() != DAYS_OF_A_WEEK) {
      throw new IllegalArgumentException("a week has seven days");
    }
    week = week.stream().map(List::copyOf).toList();
  }

  public List<Opening> on(DayOfWeek day) {
    return week.get(day.getValue() - 1);
  }

  private static OfficeHours usual() {
    List<Opening> day = List.of(Opening.of(8, 30, 17, 15));
    List<List<Opening>> week =
        IntStream.range(0, DAYS_OF_A_WEEK)
            .mapToObj(i -> i < DayOfWeek.SATURDAY.getValue() - 1 ? day : List.<Opening>of())
            .toList();
    return new OfficeHours(week, false, false);
  }
}
