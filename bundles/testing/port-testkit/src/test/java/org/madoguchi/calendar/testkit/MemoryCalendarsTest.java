package org.madoguchi.calendar.testkit;

import java.time.LocalDate;
import org.madoguchi.calendar.BusinessCalendars;
import org.madoguchi.kernel.MunicipalityId;

public class MemoryCalendarsTest extends BusinessCalendarsContract {
  private final BusinessCalendars calendars =
      new MemoryCalendars().holiday(LocalDate.of(2026, 11, 23), "勤労感謝の日");

  @Override
  protected BusinessCalendars calendars() {
    return calendars;
  }

  @Override
  protected MunicipalityId town() {
    return new MunicipalityId("mihon");
  }
}
