package org.madoguchi.calendar.internal.rules;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.Test;
import org.madoguchi.calendar.BusinessCalendar;
import org.madoguchi.calendar.CalendarDay.Kind;
import org.madoguchi.calendar.Opening;
import org.madoguchi.calendar.internal.holiday.Holidays;
import org.madoguchi.kernel.SectionId;

public class ReckonedCalendarTest {
  private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");
  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
  private static final List<Opening> LONG_DAY = List.of(Opening.of(8, 0, 21, 0));
  private static final List<Opening> WITH_A_BREAK =
      List.of(Opening.of(8, 30, 12, 0), Opening.of(13, 0, 17, 15));

  private static BusinessCalendar calendar(OfficeHours hours, ZoneId zone, SpecialDay... special) {
    Map<LocalDate, SpecialDay> days = new java.util.HashMap<>();
    for (SpecialDay day : special) {
      days.put(day.date(), day);
    }
    return new ReckonedCalendar(new CalendarRules(hours, List.of(days), Holidays.BY_LAW), zone);
  }

  private static OfficeHours everyDay(List<Opening> openings) {
    return new OfficeHours(Collections.nCopies(7, openings), true, true);
  }

  private static OfficeHours weekdays(List<Opening> openings) {
    List<Opening> none = List.of();
    return new OfficeHours(
        List.of(openings, openings, openings, openings, openings, none, none), false, false);
  }

  private static SpecialDay special(String date, String name, Opening... openings) {
    return new SpecialDay(SectionId.NONE, LocalDate.parse(date), name, "", List.of(openings));
  }

  private static Instant tokyo(String local) {
    return LocalDateTime.parse(local).atZone(TOKYO).toInstant();
  }

  private static Instant newYork(String local) {
    return LocalDateTime.parse(local).atZone(NEW_YORK).toInstant();
  }

  @Test
  public void lunchIsNotCounted() {
    BusinessCalendar office = calendar(weekdays(WITH_A_BREAK), TOKYO);
    assertFalse(office.isOpen(tokyo("2026-11-20T12:30")));
    assertEquals(
        Optional.of(tokyo("2026-11-20T13:30")),
        office.plus(tokyo("2026-11-20T11:30"), Duration.ofHours(1)));
    assertEquals(
        Duration.ofMinutes(7 * 60 + 45),
        office.between(tokyo("2026-11-20T00:00"), tokyo("2026-11-21T00:00")));
    assertEquals(
        Optional.of(tokyo("2026-11-20T12:00")),
        office.plus(tokyo("2026-11-20T08:30"), Duration.ofMinutes(210)));
  }

  @Test
  public void contactCentreIsOpenOnHolidaysAndAtTheTurnOfTheYear() {
    BusinessCalendar centre = calendar(everyDay(LONG_DAY), TOKYO);
    assertTrue(centre.isOpen(tokyo("2027-01-01T20:59")));
    assertEquals(
        Duration.ofHours(13 * 365),
        centre.between(tokyo("2026-01-01T00:00"), tokyo("2027-01-01T00:00")));
    assertEquals(Kind.BUSINESS_DAY, centre.day(LocalDate.of(2027, 1, 1)).kind());
    assertEquals("元日", centre.day(LocalDate.of(2027, 1, 1)).name(Locale.JAPANESE));
    assertEquals("New Year’s Day", centre.day(LocalDate.of(2027, 1, 1)).name(Locale.ENGLISH));
  }

  @Test
  public void theTurnOfTheYearIsClosed() {
    BusinessCalendar office = calendar(OfficeHours.USUAL, TOKYO);
    assertEquals(
        Optional.of(tokyo("2027-01-04T09:30")),
        office.plus(tokyo("2026-12-28T17:15"), Duration.ofHours(1)));
    assertEquals(
        Optional.of(tokyo("2027-01-04T17:15")), office.plusDays(tokyo("2026-12-28T10:00"), 1));
    assertEquals(Kind.SPECIAL_CLOSED, office.day(LocalDate.of(2026, 12, 29)).kind());
    assertEquals(Kind.HOLIDAY, office.day(LocalDate.of(2027, 1, 1)).kind());
    assertEquals("Year-end closure", office.day(LocalDate.of(2027, 1, 3)).name(Locale.ENGLISH));
  }

  @Test
  public void specialDaysComeBeforeEverythingElse() {
    BusinessCalendar office =
        calendar(
            OfficeHours.USUAL,
            TOKYO,
            special("2026-11-20", "臨時休業"),
            special("2026-11-23", "休日窓口", Opening.of(9, 0, 12, 0)));
    assertEquals(Kind.SPECIAL_CLOSED, office.day(LocalDate.of(2026, 11, 20)).kind());
    assertEquals(Kind.SPECIAL_OPEN, office.day(LocalDate.of(2026, 11, 23)).kind());
    assertEquals("休日窓口", office.day(LocalDate.of(2026, 11, 23)).name(Locale.ENGLISH));
    assertEquals(
        Optional.of(tokyo("2026-11-23T12:00")), office.plusDays(tokyo("2026-11-19T10:00"), 1));
    assertEquals(
        Optional.of(tokyo("2026-11-24T08:31")),
        office.plus(tokyo("2026-11-20T09:00"), Duration.ofMinutes(181)));
  }

  @Test
  public void openingsOfAWholeDayTouch() {
    BusinessCalendar always = calendar(everyDay(List.of(Opening.of(0, 0, 24, 0))), TOKYO);
    assertTrue(always.isOpen(tokyo("2026-12-31T23:59:59.999999999")));
    assertTrue(always.isOpen(tokyo("2027-01-01T00:00")));
    Instant from = tokyo("2026-02-27T13:45:10");
    assertEquals(
        Optional.of(from.plus(Duration.ofDays(1_000))), always.plus(from, Duration.ofDays(1_000)));
  }

  @Test
  public void hoursAreThoseThatPassWhereClocksAreChanged() {
    BusinessCalendar always = calendar(everyDay(List.of(Opening.of(0, 0, 24, 0))), NEW_YORK);
    assertEquals(
        Duration.ofHours(23),
        always.between(newYork("2026-03-08T00:00"), newYork("2026-03-09T00:00")));
    assertEquals(
        Duration.ofHours(25),
        always.between(newYork("2026-11-01T00:00"), newYork("2026-11-02T00:00")));
    assertEquals(
        Optional.of(newYork("2026-03-08T13:00")),
        always.plus(newYork("2026-03-08T00:00"), Duration.ofHours(12)));
  }

  @Test
  public void openingsWithinTheChangeAreCutAndNeverCountedTwice() {
    List<Opening> night = List.of(Opening.of(1, 30, 2, 30), Opening.of(2, 30, 4, 0));
    BusinessCalendar nights = calendar(everyDay(night), NEW_YORK);
    // 2:00 to 3:00 does not exist: half an hour before it, one hour after it.
    assertEquals(
        Duration.ofMinutes(90),
        nights.between(newYork("2026-03-08T00:00"), newYork("2026-03-09T00:00")));
    List<Opening> twice = List.of(Opening.of(0, 0, 1, 30), Opening.of(1, 30, 3, 0));
    BusinessCalendar early = calendar(everyDay(twice), NEW_YORK);
    assertEquals(
        Duration.ofHours(4),
        early.between(newYork("2026-11-01T00:00"), newYork("2026-11-02T00:00")));
    BusinessCalendar never = calendar(everyDay(List.of(Opening.of(2, 0, 3, 0))), NEW_YORK);
    assertEquals(
        Optional.of(newYork("2026-03-09T03:00")), never.plusDays(newYork("2026-03-07T12:00"), 1));
  }

  @Test
  public void whatNeverOpensHasAnAnswerToo() {
    BusinessCalendar never = calendar(everyDay(List.of()), TOKYO);
    Instant from = tokyo("2026-11-20T12:00");
    assertEquals(Optional.empty(), never.plus(from, Duration.ofNanos(1)));
    assertEquals(Optional.empty(), never.plusDays(from, 0));
    assertEquals(Optional.empty(), never.plusDays(from, 1));
    assertEquals(Duration.ZERO, never.between(from, tokyo("2099-01-01T00:00")));
    assertFalse(never.isOpen(from));
  }

  @Test
  public void aSingleDayFarAheadIsFound() {
    BusinessCalendar once =
        calendar(everyDay(List.of()), TOKYO, special("2050-01-01", "開く", Opening.of(9, 0, 10, 0)));
    Instant from = tokyo("2026-11-20T12:00");
    assertEquals(Optional.of(tokyo("2050-01-01T10:00")), once.plus(from, Duration.ofHours(1)));
    assertEquals(Optional.of(tokyo("2050-01-01T10:00")), once.plusDays(from, 0));
    assertEquals(Optional.empty(), once.plus(from, Duration.ofMinutes(61)));
    assertEquals(Optional.empty(), once.plus(tokyo("2019-12-31T12:00"), Duration.ofHours(1)));
  }

  @Test
  public void tenYearsOfBusinessTimeAreCounted() {
    BusinessCalendar office = calendar(OfficeHours.USUAL, TOKYO);
    Instant from = tokyo("2026-04-01T08:30");
    Instant to = tokyo("2036-04-01T08:30");
    Duration open = office.between(from, to);
    assertEquals(Optional.of(tokyo("2036-03-31T17:15")), office.plus(from, open));
  }

  /** Walks minute by minute, asking only {@link BusinessCalendar#isOpen}. */
  @Test
  public void countingAgreesWithWalking() {
    BusinessCalendar office =
        calendar(
            weekdays(WITH_A_BREAK), TOKYO, special("2027-01-02", "初売り", Opening.of(9, 0, 12, 0)));
    Random random = new Random(20261120);
    for (int i = 0; i < 40; i++) {
      Instant from =
          tokyo("2026-12-24T00:00").plus(Duration.ofMinutes(random.nextInt(18 * 24 * 60)));
      int wanted = 1 + random.nextInt(2_000);
      Instant at = from;
      int open = 0;
      while (open < wanted) {
        open += office.isOpen(at) ? 1 : 0;
        at = at.plus(Duration.ofMinutes(1));
      }
      assertEquals(Optional.of(at), office.plus(from, Duration.ofMinutes(wanted)));
      assertEquals(Duration.ofMinutes(wanted), office.between(from, at));
    }
  }
}
