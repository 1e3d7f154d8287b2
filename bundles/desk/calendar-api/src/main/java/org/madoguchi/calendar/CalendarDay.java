package org.madoguchi.calendar;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A day of a calendar.
 *
 * @param names what the day is called, by language ({@code ja} whenever there is any): a holiday
 *     also when it is open, a special day as it was named; empty for any other day
 * @param openings in order, none overlapping; empty when it is closed
 */
public record CalendarDay(
    LocalDate date, Kind kind, Map<String, String> names, List<Opening> openings) {
  /** What a day is. It is open on {@link #BUSINESS_DAY} and {@link #SPECIAL_OPEN}, only then. */
  public enum Kind {
    /** A day with ordinary office hours. */
    BUSINESS_DAY,
    /** A day of the week without office hours: Saturday and Sunday, or what a section chose. */
    WEEKEND,
    /** Closed for a national holiday (国民の祝日・休日). */
    HOLIDAY,
    /** Closed by decision: the turn of the year, or a day somebody entered. */
    SPECIAL_CLOSED,
    /** Open by decision, with hours of its own. */
    SPECIAL_OPEN
  }

  public CalendarDay {
    names = Map.copyOf(names);
    openings = List.copyOf(openings);
  }

  public boolean isOpen() {
    return !openings.isEmpty();
  }

  /** The name in the language, else in Japanese; '' for a day without a name. */
  public String name(Locale language) {
    String own = names.get(language.getLanguage());
    return own != null ? own : names.getOrDefault("ja", "");
  }
}
