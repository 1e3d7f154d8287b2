package org.madoguchi.channels.internal;

import static org.junit.Assert.assertTrue;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.junit.Test;
import org.madoguchi.calendar.BusinessCalendar;
import org.madoguchi.calendar.testkit.MemoryCalendars;
import org.madoguchi.directory.testkit.MemoryDirectory;
import org.madoguchi.tickets.TicketRef;

/** The date that is promised; it is Saturday, 21 November 2026. */
public class AcknowledgementTextTest {
  private static final Optional<BusinessCalendar> CALENDAR =
      Optional.of(
          new MemoryCalendars().holiday(LocalDate.of(2026, 11, 23), "勤労感謝の日").of(Room.MIHON));

  private static void assertPromised(
      String day, Map<String, String> settings, Optional<BusinessCalendar> calendar) {
    var town =
        new MemoryDirectory()
            .town(Room.MIHON, "みほん市", settings)
            .municipality(Room.MIHON)
            .orElseThrow();
    TicketRef ticket = new TicketRef(Room.MIHON, 2026, 1);
    String text = new AcknowledgementText(town, ticket, "ja", 0, calendar, new TestClock()).text();
    assertTrue(text, text.contains("令和8年" + day));
  }

  @Test
  public void businessDaysAreCountedByTheCalendar() {
    Map<String, String> settled =
        Map.of("acknowledge.due.businessDays", "3", "acknowledge.due.days", "30");
    assertPromised("11月26日", settled, CALENDAR);
    assertPromised("12月21日", settled, Optional.empty());
  }

  @Test
  public void daysAreDays() {
    assertPromised("11月24日", Map.of("acknowledge.due.days", "3"), CALENDAR);
    assertPromised("11月28日", Map.of("acknowledge.due.businessDays", "soon"), CALENDAR);
    assertPromised("11月28日", Map.of(), Optional.empty());
  }
}
