package org.madoguchi.calendar.internal.rules;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.madoguchi.calendar.CalendarDay;
import org.madoguchi.calendar.Opening;
import org.madoguchi.kernel.SectionId;

/**
 * A day that is not like its weekday, by decision.
 *
 * @param section {@link SectionId#NONE} for the whole municipality
 * @param name why, in Japanese
 * @param nameEn the same in English; '' when nobody wrote it
 * @param openings empty when it is closed
 */
public record SpecialDay(
    SectionId section, LocalDate date, String name, String nameEn, List<Opening> openings) {
  public SpecialDay {
    openings = List.copyOf(openings);
  }

  CalendarDay day() {
    CalendarDay.Kind kind =
        openings.isEmpty() ? CalendarDay.Kind.SPECIAL_CLOSED : CalendarDay.Kind.SPECIAL_OPEN;
    Map<String, String> names =
        nameEn.isEmpty() ? Map.of("ja", name) : Map.of("ja", name, "en", nameEn);
    return new CalendarDay(date, kind, names, openings);
  }
}
