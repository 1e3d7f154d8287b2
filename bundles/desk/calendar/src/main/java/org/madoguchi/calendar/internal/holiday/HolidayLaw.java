package org.madoguchi.calendar.internal.holiday;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The holidays of a year as the Act on National Holidays has them: the national holidays, and by
 * its Article 3 the substitutes (振替休日) and the days between two of them (国民の休日).
 */
public final class HolidayLaw {
  private static final LocalDate SUBSTITUTES_FROM = LocalDate.of(1973, 4, 12);
  private static final LocalDate BETWEEN_FROM = LocalDate.of(1985, 12, 27);

  /** Since then a substitute is moved on past further holidays. */
  private static final int MOVED_ON_FROM = 2007;

  private static final String SUBSTITUTE_JA = "振替休日";
  private static final String SUBSTITUTE_EN = "Substitute holiday";
  private static final String BETWEEN_JA = "国民の休日";
  private static final String BETWEEN_EN = "Citizens’ holiday";

  private static final Map<String, String> ENGLISH = english();
  private static final Map<Integer, Map<LocalDate, Holiday>> YEARS = new ConcurrentHashMap<>();

  private HolidayLaw() {}

  /**
   * @param year from 1949 to 2150
   */
  public static Map<LocalDate, Holiday> of(int year) {
    return YEARS.computeIfAbsent(year, HolidayLaw::reckon);
  }

  /**
   * A holiday called in Japanese as the Cabinet Office's list does it, which says 休日 for
   * substitutes and days between.
   */
  public static Holiday named(LocalDate date, String ja) {
    return new Holiday(date, ja, ENGLISH.getOrDefault(ja, "National holiday"));
  }

  private static Map<LocalDate, Holiday> reckon(int year) {
    Map<LocalDate, Holiday> named = new HashMap<>();
    Arrays.stream(NationalHoliday.values())
        .flatMap(holiday -> holiday.holiday(year).stream())
        .forEach(holiday -> named.put(holiday.date(), holiday));
    Map<LocalDate, Holiday> all = new TreeMap<>(named);
    named.keySet().forEach(date -> substitute(date, named, all));
    named.keySet().forEach(date -> between(date.plusDays(1), named, all));
    return Map.copyOf(all);
  }

  private static void substitute(
      LocalDate date, Map<LocalDate, Holiday> named, Map<LocalDate, Holiday> all) {
    if (date.getDayOfWeek() != DayOfWeek.SUNDAY || date.isBefore(SUBSTITUTES_FROM)) {
      return;
    }
    LocalDate free = date.plusDays(1);
    while (date.getYear() >= MOVED_ON_FROM && named.containsKey(free)) {
      free = free.plusDays(1);
    }
    all.putIfAbsent(free, new Holiday(free, SUBSTITUTE_JA, SUBSTITUTE_EN));
  }

  private static void between(
      LocalDate date, Map<LocalDate, Holiday> named, Map<LocalDate, Holiday> all) {
    boolean enclosed = !named.containsKey(date) && named.containsKey(date.plusDays(1));
    boolean ordinary = date.getYear() >= MOVED_ON_FROM || date.getDayOfWeek() != DayOfWeek.SUNDAY;
    if (enclosed && ordinary && !date.isBefore(BETWEEN_FROM)) {
      all.putIfAbsent(date, new Holiday(date, BETWEEN_JA, BETWEEN_EN));
    }
  }

  private static Map<String, String> english() {
    Map<String, String> english = new HashMap<>();
    Arrays.stream(NationalHoliday.values()).forEach(h -> english.put(h.ja(), h.en()));
    english.put(SUBSTITUTE_JA, SUBSTITUTE_EN);
    english.put(BETWEEN_JA, BETWEEN_EN);
    english.put("休日", "Holiday in lieu");
    return Map.copyOf(english);
  }
}
