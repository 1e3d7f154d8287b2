package org.madoguchi.calendar.internal.snapshot;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotSame;
import static org.junit.Assert.assertSame;
import static org.madoguchi.calendar.internal.Node.ADMINISTRATOR;
import static org.madoguchi.calendar.internal.Node.AOBA;
import static org.madoguchi.calendar.internal.Node.CITIZENS;
import static org.madoguchi.calendar.internal.Node.COUNTER;
import static org.madoguchi.calendar.internal.Node.MIHON;
import static org.madoguchi.calendar.internal.Node.TAX;
import static org.madoguchi.kernel.testkit.Patience.await;

import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.junit.Test;
import org.madoguchi.calendar.BusinessCalendar;
import org.madoguchi.calendar.CalendarDay.Kind;
import org.madoguchi.calendar.Opening;
import org.madoguchi.calendar.internal.Node;
import org.madoguchi.calendar.internal.rules.OfficeHours;
import org.madoguchi.calendar.internal.rules.SpecialDay;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.testing.database.DatabaseMatrix;
import org.madoguchi.testing.database.TestDatabase.Following;

public class LiveCalendarsTest extends DatabaseMatrix {
  private static final LocalDate FRIDAY = LocalDate.of(2026, 11, 20);
  private static final Opening LONG = Opening.of(8, 0, 21, 0);
  private static final Opening SHORT = Opening.of(9, 0, 12, 0);
  private static final Opening USUAL = Opening.of(8, 30, 17, 15);

  private static OfficeHours everyDay(Opening opening) {
    return new OfficeHours(Collections.nCopies(7, List.of(opening)), true, true);
  }

  private static List<Opening> openings(Node node, SectionId section) {
    return node.calendars.of(MIHON, section).day(FRIDAY).openings();
  }

  @Test
  public void sectionHasTheHoursOfTheNearestAboveIt() {
    Node node = new Node(database());
    long mihon = change(node, "", everyDay(LONG));
    long citizens = change(node, "shimin-bu", everyDay(SHORT));
    assertEquals(List.of(LONG), openings(node, SectionId.NONE));
    assertEquals(List.of(LONG), openings(node, TAX));
    assertEquals(List.of(SHORT), openings(node, CITIZENS));
    assertEquals(List.of(SHORT), openings(node, COUNTER));
    assertEquals(List.of(USUAL), node.calendars.of(AOBA).day(FRIDAY).openings());

    node.hours.withdraw(ADMINISTRATOR, "mihon", "shimin-bu", citizens);
    assertEquals(List.of(LONG), openings(node, COUNTER));
    node.hours.withdraw(ADMINISTRATOR, "mihon", "", mihon);
    assertEquals(List.of(USUAL), openings(node, COUNTER));
    assertEquals(
        List.of(
            "OfficeHoursChanged",
            "OfficeHoursChanged",
            "OfficeHoursWithdrawn",
            "OfficeHoursWithdrawn"),
        node.eventTypes());
  }

  private static long change(Node node, String section, OfficeHours hours) {
    return node.hours.change(ADMINISTRATOR, "mihon", section, 0, hours).version();
  }

  @Test
  public void sectionsOwnDayComesBeforeThatOfItsDepartmentAndTheMunicipality() {
    Node node = new Node(database());
    enter(node, SectionId.NONE, "全庁停電");
    enter(node, CITIZENS, "部の研修");
    enter(node, COUNTER, "窓口だけ開く", SHORT);
    assertEquals("窓口だけ開く", name(node, COUNTER));
    assertEquals(List.of(SHORT), openings(node, COUNTER));
    assertEquals("部の研修", name(node, CITIZENS));
    assertEquals("全庁停電", name(node, TAX));
    assertEquals("", node.calendars.of(AOBA).day(FRIDAY).name(Locale.JAPANESE));
  }

  private static String name(Node node, SectionId section) {
    return node.calendars.of(MIHON, section).day(FRIDAY).name(Locale.JAPANESE);
  }

  private static void enter(Node node, SectionId section, String name, Opening... openings) {
    SpecialDay day = new SpecialDay(section, FRIDAY, name, "", List.of(openings));
    node.specialDays.add(ADMINISTRATOR, "mihon", day);
  }

  @Test
  public void sectionsWithoutSettingsShareOneCalendar() {
    Node node = new Node(database());
    enter(node, CITIZENS, "部の研修");
    assertSame(node.calendars.of(MIHON, CITIZENS), node.calendars.of(MIHON, COUNTER));
    assertSame(node.calendars.of(MIHON), node.calendars.of(MIHON, TAX));
    assertNotSame(node.calendars.of(MIHON), node.calendars.of(MIHON, COUNTER));
  }

  @Test
  public void aCalendarThatWasGivenOutDoesNotChange() {
    Node node = new Node(database());
    BusinessCalendar before = node.calendars.of(MIHON);
    enter(node, SectionId.NONE, "全庁停電");
    assertEquals(Kind.BUSINESS_DAY, before.day(FRIDAY).kind());
    assertEquals(Kind.SPECIAL_CLOSED, node.calendars.of(MIHON).day(FRIDAY).kind());
  }

  @Test
  public void anotherNodeFollowsAndTellsItsScreens() {
    Node node = new Node(database());
    LiveCalendars another = node.another(node.unit);
    try (Following following = database().follow(another)) {
      enter(node, SectionId.NONE, "全庁停電");
      await().until(() -> another.of(MIHON).day(FRIDAY).kind() == Kind.SPECIAL_CLOSED);
      await().until(() -> node.signals.contains(MIHON));
    }
  }

  @Test
  public void hoursWithEverythingInThemAreReadAsTheyWereWritten() {
    Node node = new Node(database());
    List<Opening> split = List.of(Opening.of(0, 0, 12, 0), Opening.of(13, 5, 24, 0));
    OfficeHours written =
        new OfficeHours(
            List.of(split, List.of(), List.of(LONG), split, List.of(), List.of(SHORT), split),
            true,
            false);
    change(node, "zei", written);
    assertEquals(written, node.hours.look(ADMINISTRATOR, "mihon", "zei").hours());
    assertEquals(List.of(), openings(node, TAX));
    assertEquals(split, node.calendars.of(MIHON, TAX).day(FRIDAY.plusDays(2)).openings());
  }
}
