package org.madoguchi.calendar.internal;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.madoguchi.calendar.internal.edit.Changes;
import org.madoguchi.calendar.internal.edit.OfficeHoursDesk;
import org.madoguchi.calendar.internal.edit.SpecialDays;
import org.madoguchi.calendar.internal.imports.HolidayImport;
import org.madoguchi.calendar.internal.jpa.JpaCalendarStore;
import org.madoguchi.calendar.internal.jpa.JpaCalendarUnit;
import org.madoguchi.calendar.internal.rest.CalendarResource;
import org.madoguchi.calendar.internal.snapshot.LiveCalendars;
import org.madoguchi.calendar.internal.store.CalendarUnit;
import org.madoguchi.directory.testkit.MemoryDirectory;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.Grant;
import org.madoguchi.kernel.access.Role;
import org.madoguchi.kernel.event.CommittedEvent;
import org.madoguchi.testing.database.TestDatabase;

/** The calendar's components of one node, wired as in the container. */
public final class Node {
  public static final MunicipalityId MIHON = new MunicipalityId("mihon");
  public static final MunicipalityId AOBA = new MunicipalityId("aoba");
  public static final SectionId CITIZENS = new SectionId("shimin-bu");
  public static final SectionId COUNTER = new SectionId("madoguchi");
  public static final SectionId TAX = new SectionId("zei");

  public static final AccessScope ADMINISTRATOR = scope("kanri", MIHON, Role.ADMINISTRATOR);
  public static final AccessScope OPERATOR = scope("suzuki", MIHON, Role.OPERATOR);
  public static final AccessScope STRANGER = scope("akada", AOBA, Role.ADMINISTRATOR);

  public final MovingClock clock = new MovingClock();
  public final TestDatabase database;
  public final JpaCalendarUnit unit;
  public final JpaCalendarStore store;
  public final MemoryDirectory directory =
      new MemoryDirectory()
          .town(MIHON, "みほん市", Map.of())
          .town(AOBA, "あおば町", Map.of())
          .section(MIHON, CITIZENS, "市民部")
          .section(MIHON, COUNTER, "市民窓口課", CITIZENS)
          .section(MIHON, TAX, "市民税課")
          .section(AOBA, new SectionId("somu"), "総務課");

  /** What screens were told. */
  public final List<MunicipalityId> signals = new CopyOnWriteArrayList<>();

  public final LiveCalendars calendars;
  public final OfficeHoursDesk hours;
  public final SpecialDays specialDays;
  public final HolidayImport holidays;
  public final CalendarResource rest;

  public Node(TestDatabase database) {
    this.database = database;
    unit = new JpaCalendarUnit(database.entityManagerFactory("madoguchi-calendar"));
    store = new JpaCalendarStore(unit);
    calendars = another(unit);
    Changes changes = new Changes(unit, store, database.eventLog(), calendars, clock);
    hours = new OfficeHoursDesk(unit, store, changes, calendars, directory);
    specialDays = new SpecialDays(unit, store, changes, directory);
    holidays = new HolidayImport(unit, store, changes, directory);
    rest = new CalendarResource(calendars, hours, specialDays, holidays, directory);
  }

  /** The calendars as another node has them. */
  public LiveCalendars another(CalendarUnit through) {
    return new LiveCalendars(
        through, store, directory, (topic, permission, municipality) -> signals.add(municipality));
  }

  private static AccessScope scope(String login, MunicipalityId municipality, Role role) {
    return AccessScope.of(
        new StaffId(login), Set.of(new Grant(municipality, role, SectionId.NONE)));
  }

  public List<CommittedEvent> events() {
    database.stampEvents();
    return database.eventLog().after(0, 1_000);
  }

  public List<String> eventTypes() {
    return events().stream().map(CommittedEvent::type).toList();
  }
}
