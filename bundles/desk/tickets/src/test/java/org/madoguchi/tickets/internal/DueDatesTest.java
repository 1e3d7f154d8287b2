package org.madoguchi.tickets.internal;

import static org.junit.Assert.assertEquals;
import static org.madoguchi.tickets.internal.People.MIHON;
import static org.madoguchi.tickets.internal.People.PENSION;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Map;
import org.junit.Before;
import org.junit.Test;
import org.madoguchi.calendar.BusinessCalendar;
import org.madoguchi.calendar.BusinessCalendars;
import org.madoguchi.calendar.Opening;
import org.madoguchi.calendar.testkit.MemoryCalendars;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.SectionId;

/** The 13th of November 2026 is a Friday. Offices are open 8:30–17:15. */
public class DueDatesTest {
  private static final String FRIDAY_AFTERNOON = "2026-11-13T16:15";

  /** One section works by another calendar than the rest. */
  private record OneApart(BusinessCalendars rest, SectionId apart, BusinessCalendars own)
      implements BusinessCalendars {
    @Override
    public BusinessCalendar of(MunicipalityId municipality) {
      return rest.of(municipality);
    }

    @Override
    public BusinessCalendar of(MunicipalityId municipality, SectionId section) {
      return (section.equals(apart) ? own : rest).of(municipality, section);
    }
  }

  private final FakeDirectory directory = new FakeDirectory();
  private final DeskRules rules = new DeskRules(directory, series -> 1);
  private final MemoryCalendars calendars = new MemoryCalendars();

  @Before
  public void haveACalendar() {
    rules.calendars = calendars;
  }

  private static Instant tokyo(String local) {
    return LocalDateTime.parse(local).atZone(ZoneId.of("Asia/Tokyo")).toInstant();
  }

  private void settle(Map<String, String> settings) {
    directory.town(MIHON, settings);
  }

  private void settleBusinessHours(int hours) {
    settle(Map.of(DeskRules.DUE_BUSINESS_HOURS, Integer.toString(hours)));
  }

  private void assertDue(String expected, String from) {
    assertDue(expected, SectionId.NONE, from);
  }

  private void assertDue(String expected, SectionId section, String from) {
    assertEquals(tokyo(expected), rules.dueAt(rules.municipality(MIHON), section, tokyo(from)));
  }

  @Test
  public void hoursAreCountedByTheClockUnlessSettledOtherwise() {
    assertDue("2026-11-14T16:15", FRIDAY_AFTERNOON);
    settle(Map.of(DeskRules.DUE_HOURS, "72"));
    assertDue("2026-11-16T16:15", FRIDAY_AFTERNOON);
  }

  @Test
  public void weekendIsNoBusinessTime() {
    settleBusinessHours(2);
    assertDue("2026-11-16T09:30", FRIDAY_AFTERNOON);
  }

  @Test
  public void whatArrivesWhileItIsClosedCountsFromTheNextOpening() {
    settleBusinessHours(2);
    assertDue("2026-11-16T10:30", "2026-11-14T03:00");
  }

  @Test
  public void turnOfTheYearIsNoBusinessTime() {
    settleBusinessHours(2);
    assertDue("2027-01-04T09:30", "2026-12-28T16:15");
    assertDue("2027-01-04T10:30", "2026-12-29T09:00");
    assertDue("2027-01-04T10:30", "2027-01-03T23:59");
  }

  @Test
  public void holidayIsNoBusinessTime() {
    settleBusinessHours(2);
    calendars.holiday(LocalDate.of(2026, 11, 23), "勤労感謝の日");
    assertDue("2026-11-24T09:30", "2026-11-20T16:15");
  }

  @Test
  public void specialDaysCountAsWasDecided() {
    calendars.closed(LocalDate.of(2026, 11, 16), "庁舎の停電");
    calendars.open(LocalDate.of(2026, 11, 14), "休日窓口", Opening.of(9, 0, 12, 0));
    settleBusinessHours(2);
    assertDue("2026-11-14T10:00", FRIDAY_AFTERNOON);
    settleBusinessHours(5);
    assertDue("2026-11-17T09:30", FRIDAY_AFTERNOON);
  }

  @Test
  public void sectionCountsInItsOwnBusinessTime() {
    MemoryCalendars own = new MemoryCalendars();
    own.open(LocalDate.of(2026, 11, 14), "土曜窓口", Opening.of(9, 0, 12, 0));
    rules.calendars = new OneApart(calendars, PENSION, own);
    settleBusinessHours(2);
    assertDue("2026-11-14T10:00", PENSION, FRIDAY_AFTERNOON);
    assertDue("2026-11-16T09:30", People.TAX, FRIDAY_AFTERNOON);
  }

  @Test
  public void whatIsNoNumberDoesNotCount() {
    for (String written : new String[] {"-1", "two", "1.5", "10001", "123456", " "}) {
      settle(Map.of(DeskRules.DUE_BUSINESS_HOURS, written, DeskRules.DUE_HOURS, "1"));
      assertDue("2026-11-13T17:15", FRIDAY_AFTERNOON);
    }
  }

  @Test
  public void withoutACalendarHoursAreCountedByTheClock() {
    settle(Map.of(DeskRules.DUE_BUSINESS_HOURS, "2", DeskRules.DUE_HOURS, "3"));
    rules.calendars = null;
    assertDue("2026-11-13T19:15", FRIDAY_AFTERNOON);
  }

  @Test
  public void whereNoBusinessTimeComesHoursAreCountedByTheClock() {
    settle(Map.of(DeskRules.DUE_BUSINESS_HOURS, "2", DeskRules.DUE_HOURS, "3"));
    String beyondEveryCalendar = (BusinessCalendar.LAST_YEAR + 2) + "-01-01T12:00";
    assertDue((BusinessCalendar.LAST_YEAR + 2) + "-01-01T15:00", beyondEveryCalendar);
  }
}
