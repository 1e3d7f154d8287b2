package org.madoguchi.calendar.testkit;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.Test;
import org.madoguchi.calendar.BusinessCalendar;
import org.madoguchi.calendar.BusinessCalendars;
import org.madoguchi.calendar.CalendarDay;
import org.madoguchi.calendar.CalendarDay.Kind;
import org.madoguchi.calendar.Opening;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.SectionId;

/**
 * What everybody who counts in business time may rely on. The days are those of November 2026: the
 * 20th is a Friday, the 23rd a holiday.
 */
public abstract class BusinessCalendarsContract {
  private static final MunicipalityId NOWHERE = new MunicipalityId("nowhere");
  private static final SectionId NO_SECTION = new SectionId("no-such-section");
  private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");
  private static final LocalDate FRIDAY = LocalDate.of(2026, 11, 20);
  private static final List<Duration> SPANS =
      List.of(
          Duration.ofNanos(1),
          Duration.ofMinutes(1),
          Duration.ofHours(8),
          Duration.ofHours(24),
          Duration.ofDays(40));

  /** Calendars; the same at every call. */
  protected abstract BusinessCalendars calendars();

  /** A municipality for which nothing was entered. */
  protected abstract MunicipalityId town();

  private BusinessCalendar calendar() {
    return calendars().of(town());
  }

  private static Instant at(LocalDate date, int hour, int minute) {
    return date.atTime(hour, minute).atZone(TOKYO).toInstant();
  }

  @Test
  public void withoutSettingsItIsOpenOnWeekdaysFromHalfPastEight() {
    for (BusinessCalendar usual : List.of(calendar(), calendars().of(NOWHERE))) {
      assertEquals(TOKYO, usual.timeZone());
      assertFalse(usual.isOpen(at(FRIDAY, 8, 29)));
      assertTrue(usual.isOpen(at(FRIDAY, 8, 30)));
      assertTrue(usual.isOpen(at(FRIDAY, 17, 14)));
      assertEquals(Kind.BUSINESS_DAY, usual.day(FRIDAY).kind());
      assertEquals(List.of(Opening.of(8, 30, 17, 15)), usual.day(FRIDAY).openings());
      assertEquals(Kind.WEEKEND, usual.day(FRIDAY.plusDays(1)).kind());
      assertEquals(Kind.HOLIDAY, usual.day(FRIDAY.plusDays(3)).kind());
      assertEquals("勤労感謝の日", usual.day(FRIDAY.plusDays(3)).name(Locale.JAPANESE));
    }
  }

  @Test
  public void withoutSettingsTheTurnOfTheYearIsClosed() {
    LocalDate lastBefore = LocalDate.of(2026, 12, 28);
    LocalDate firstAfter = LocalDate.of(2027, 1, 4);
    assertTrue(calendar().day(lastBefore).isOpen());
    lastBefore
        .plusDays(1)
        .datesUntil(firstAfter)
        .forEach(date -> assertFalse(date.toString(), calendar().day(date).isOpen()));
    assertEquals(
        Optional.of(at(firstAfter, 9, 15)),
        calendar().plus(at(lastBefore, 16, 30), Duration.ofMinutes(90)));
  }

  @Test
  public void unknownSectionHasTheCalendarOfItsMunicipality() {
    for (LocalDate date = FRIDAY; date.isBefore(FRIDAY.plusDays(60)); date = date.plusDays(1)) {
      assertEquals(calendar().day(date), calendars().of(town(), NO_SECTION).day(date));
      assertEquals(calendar().day(date), calendars().of(town(), SectionId.NONE).day(date));
    }
  }

  @Test
  public void momentOfClosingIsNoLongerOpen() {
    assertFalse(calendar().isOpen(at(FRIDAY, 17, 15)));
  }

  @Test
  public void theEndOfADayIsItsClosingAndNotTheNextOpening() {
    Instant morning = at(FRIDAY, 8, 30);
    Duration whole = Duration.ofMinutes(8 * 60 + 45);
    assertEquals(Optional.of(at(FRIDAY, 17, 15)), calendar().plus(morning, whole));
    assertEquals(
        Optional.of(at(FRIDAY.plusDays(4), 8, 31)), calendar().plus(morning, whole.plusMinutes(1)));
  }

  @Test
  public void whatPassesWhileItIsClosedDoesNotCount() {
    Instant saturday = at(FRIDAY.plusDays(1), 12, 0);
    assertEquals(
        Optional.of(at(FRIDAY.plusDays(4), 9, 30)), calendar().plus(saturday, Duration.ofHours(1)));
    assertEquals(
        Duration.ofHours(2), calendar().between(at(FRIDAY, 15, 15), at(FRIDAY.plusDays(4), 8, 30)));
  }

  @Test
  public void noTimeLeadsNowhere() {
    Instant night = at(FRIDAY, 23, 0);
    assertEquals(Optional.of(night), calendar().plus(night, Duration.ZERO));
    assertEquals(Duration.ZERO, calendar().between(night, night));
  }

  @Test
  public void betweenIsTheOppositeOfPlus() {
    for (int hour = 0; hour < 24 * 5; hour++) {
      Instant from = at(FRIDAY, 0, 0).plus(Duration.ofHours(hour)).plusNanos(hour);
      for (Duration span : SPANS) {
        Instant to = calendar().plus(from, span).orElseThrow();
        assertEquals(from + " + " + span, span, calendar().between(from, to));
        assertEquals(span.negated(), calendar().between(to, from));
      }
    }
  }

  @Test
  public void theDayItselfIsNotCounted() {
    Instant tuesdaysEnd = at(FRIDAY.plusDays(4), 17, 15);
    for (int hour = 0; hour < 4 * 24; hour++) {
      Instant from = at(FRIDAY, 0, 0).plus(Duration.ofHours(hour));
      assertEquals(from.toString(), Optional.of(tuesdaysEnd), calendar().plusDays(from, 1));
    }
    Instant wednesdaysEnd = at(FRIDAY.plusDays(5), 17, 15);
    assertEquals(Optional.of(wednesdaysEnd), calendar().plusDays(at(FRIDAY, 12, 0), 2));
  }

  @Test
  public void noDaysIsTheEndOfTheDayThatStillRuns() {
    assertEquals(Optional.of(at(FRIDAY, 17, 15)), calendar().plusDays(at(FRIDAY, 3, 0), 0));
    Instant tuesdaysEnd = at(FRIDAY.plusDays(4), 17, 15);
    assertEquals(Optional.of(tuesdaysEnd), calendar().plusDays(at(FRIDAY, 17, 15), 0));
    assertEquals(Optional.of(tuesdaysEnd), calendar().plusDays(at(FRIDAY.plusDays(1), 9, 0), 0));
  }

  @Test
  public void aDayIsOpenWhenItIsABusinessDayOrOpenedByDecision() {
    for (LocalDate date = FRIDAY; date.isBefore(FRIDAY.plusDays(400)); date = date.plusDays(1)) {
      CalendarDay day = calendar().day(date);
      assertEquals(date, day.date());
      boolean open = day.kind() == Kind.BUSINESS_DAY || day.kind() == Kind.SPECIAL_OPEN;
      assertEquals(day.toString(), open, day.isOpen());
    }
  }

  @Test
  public void negativeSpansAreRefused() {
    Instant from = at(FRIDAY, 12, 0);
    assertThrows(IllegalArgumentException.class, () -> calendar().plus(from, Duration.ofNanos(-1)));
    assertThrows(IllegalArgumentException.class, () -> calendar().plusDays(from, -1));
  }

  @Test
  public void whatLiesTooFarAwayIsNoDate() {
    Instant from = at(FRIDAY, 12, 0);
    assertEquals(Optional.empty(), calendar().plus(from, Duration.ofDays(36_500)));
    assertEquals(Optional.empty(), calendar().plusDays(from, Integer.MAX_VALUE));
    for (Instant beyond : List.of(Instant.MIN, Instant.MAX)) {
      assertFalse(calendar().isOpen(beyond));
      assertEquals(Optional.empty(), calendar().plus(beyond, Duration.ofHours(1)));
      assertEquals(Optional.empty(), calendar().plusDays(beyond, 1));
      assertEquals(Duration.ZERO, calendar().between(beyond, beyond));
    }
    assertTrue(calendar().between(Instant.MIN, Instant.MAX).toDays() > 10_000);
    assertFalse(calendar().day(LocalDate.MAX).isOpen());
  }
}
