package org.madoguchi.calendar.internal.rest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;
import static org.madoguchi.calendar.internal.Node.ADMINISTRATOR;
import static org.madoguchi.calendar.internal.Node.OPERATOR;
import static org.madoguchi.calendar.internal.Node.STRANGER;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.stream.Stream;
import javax.ws.rs.core.Response;
import org.junit.Test;
import org.junit.function.ThrowingRunnable;
import org.madoguchi.calendar.internal.CalendarProblems;
import org.madoguchi.calendar.internal.Node;
import org.madoguchi.calendar.internal.rest.Views.DayView;
import org.madoguchi.calendar.internal.rest.Views.HoursChange;
import org.madoguchi.calendar.internal.rest.Views.HoursView;
import org.madoguchi.calendar.internal.rest.Views.NewSpecialDay;
import org.madoguchi.calendar.internal.rest.Views.OpeningView;
import org.madoguchi.calendar.internal.rest.Views.OutcomeView;
import org.madoguchi.calendar.internal.rest.Views.SpecialDayView;
import org.madoguchi.calendar.internal.rest.Views.WeekView;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.ProblemType;
import org.madoguchi.kernel.problem.Problems;
import org.madoguchi.testing.database.DatabaseMatrix;

public class CalendarResourceTest extends DatabaseMatrix {
  private static final OpeningView LONG = new OpeningView("8:00", "21:00");
  private static final List<OpeningView> SPLIT =
      List.of(new OpeningView("13:00", "24:00"), new OpeningView("8:30", "12:00"));

  private Node node;

  private Node node() {
    if (node == null) {
      node = new Node(database());
    }
    return node;
  }

  private CalendarResource rest() {
    return node().rest;
  }

  private static DomainException assertProblem(ProblemType type, ThrowingRunnable call) {
    DomainException problem = assertThrows(DomainException.class, call);
    assertSame(type, problem.type());
    return problem;
  }

  private static void assertFields(List<String> fields, ThrowingRunnable call) {
    DomainException problem = assertProblem(Problems.INVALID_FIELDS, call);
    assertEquals(
        fields, problem.fields().stream().map(f -> f.field() + " " + f.code()).distinct().toList());
  }

  private static WeekView week(List<OpeningView> weekdays, List<OpeningView> weekend) {
    return new WeekView(weekdays, weekdays, weekdays, weekdays, weekdays, weekend, weekend);
  }

  private static HoursChange hours(List<OpeningView> weekdays) {
    return new HoursChange(week(weekdays, null), true, null);
  }

  private static NewSpecialDay day(String date, String name, OpeningView... openings) {
    return new NewSpecialDay(null, date, name, null, List.of(openings));
  }

  private List<DayView> days(String from, String to) {
    return rest().days(OPERATOR, Locale.ENGLISH, "mihon", "", from, to).days();
  }

  @Test
  public void daysTellKindNameAndOpenings() {
    List<DayView> days = days("2026-11-20", "2026-11-23");
    OpeningView usual = new OpeningView("08:30", "17:15");
    assertEquals(new DayView("2026-11-20", "business-day", "", List.of(usual)), days.get(0));
    assertEquals(new DayView("2026-11-21", "weekend", "", List.of()), days.get(1));
    assertEquals(
        new DayView("2026-11-23", "holiday", "Labour Thanksgiving Day", List.of()), days.get(3));
    assertEquals(4, days.size());
  }

  @Test
  public void fourHundredDaysAreTheMost() {
    assertEquals(400, days("2026-01-01", "2027-02-04").size());
    assertFields(List.of("to invalid"), () -> days("2026-01-01", "2027-02-05"));
    assertFields(List.of("to invalid"), () -> days("2026-01-02", "2026-01-01"));
    assertFields(List.of("from required", "to not-a-date"), () -> days("", "2026-02-30"));
    assertFields(List.of("to not-a-date"), () -> days("2026-01-01", "+9999-01-01"));
    assertFields(List.of("from not-a-date"), () -> days("0001-01-01", "2026-01-01"));
  }

  @Test
  public void everybodyOfTheMunicipalityReadsAndOnlyWhoManagesItWrites() {
    HoursChange change = hours(List.of(LONG));
    assertEquals(1, days("2026-11-20", "2026-11-20").size());
    assertProblem(Problems.FORBIDDEN, () -> rest().changeHours(OPERATOR, "mihon", "\"0\"", change));
    assertProblem(
        Problems.FORBIDDEN, () -> rest().addSpecialDay(OPERATOR, "mihon", day("2026-11-20", "停電")));
    assertProblem(
        Problems.FORBIDDEN, () -> rest().removeSpecialDay(OPERATOR, "mihon", "2026-11-20", ""));
    assertProblem(Problems.FORBIDDEN, () -> importing(OPERATOR, "text/csv", new byte[0]));
    for (String slug : List.of("mihon", "nowhere", "*", "", "../etc")) {
      assertProblem(Problems.MUNICIPALITY_NOT_FOUND, () -> rest().hours(STRANGER, slug));
      assertProblem(
          Problems.MUNICIPALITY_NOT_FOUND,
          () -> rest().changeHours(STRANGER, slug, "\"0\"", change));
      assertProblem(
          Problems.MUNICIPALITY_NOT_FOUND,
          () -> rest().addSpecialDay(STRANGER, slug, day("2026-11-20", "停電")));
      assertProblem(Problems.MUNICIPALITY_NOT_FOUND, () -> rest().importedHolidays(STRANGER, slug));
    }
  }

  private OutcomeView importing(AccessScope scope, String type, byte[] body) throws IOException {
    return rest()
        .importHolidays(
            scope, Locale.ENGLISH, "mihon", "true", type, new ByteArrayInputStream(body));
  }

  @Test
  public void hoursAreChangedByWhoSawTheNewestVersion() {
    Response first = rest().hours(OPERATOR, "mihon");
    assertEquals("\"0\"", first.getHeaderString("ETag"));
    assertEquals(false, view(first).own());
    Response changed =
        rest().changeHours(ADMINISTRATOR, "mihon", etag(first), hours(List.of(LONG)));
    assertEquals(true, view(changed).own());
    assertEquals(List.of(new OpeningView("08:00", "21:00")), view(changed).week().wednesday());
    assertEquals(List.of(), view(changed).week().sunday());
    assertEquals(true, view(changed).openOnHolidays());

    assertProblem(
        Problems.VERSION_REQUIRED,
        () -> rest().changeHours(ADMINISTRATOR, "mihon", null, hours(List.of(LONG))));
    assertFields(
        List.of("If-Match invalid"),
        () -> rest().changeHours(ADMINISTRATOR, "mihon", "x", hours(List.of(LONG))));
    DomainException stale =
        assertProblem(
            Problems.STALE_VERSION,
            () -> rest().changeHours(ADMINISTRATOR, "mihon", "\"0\"", hours(SPLIT)));
    assertEquals(
        Collections.singleton("week"), ((Map<?, ?>) stale.extensions().get("changed")).keySet());
    rest().changeHours(ADMINISTRATOR, "mihon", etag(changed), hours(SPLIT));
    assertEquals(
        List.of(new OpeningView("08:30", "12:00"), new OpeningView("13:00", "24:00")),
        days("2026-11-20", "2026-11-20").get(0).openings());
  }

  private static HoursView view(Response response) {
    return (HoursView) response.getEntity();
  }

  private static String etag(Response response) {
    return response.getHeaderString("ETag");
  }

  @Test
  public void theSameHoursAgainChangeNothing() {
    Response changed = rest().changeHours(ADMINISTRATOR, "mihon", "\"0\"", hours(List.of(LONG)));
    Response again =
        rest().changeHours(ADMINISTRATOR, "mihon", etag(changed), hours(List.of(LONG)));
    assertEquals(etag(changed), etag(again));
    assertEquals(1, node().eventTypes().size());
  }

  @Test
  public void sectionTellsWhoseHoursItHas() {
    Response own =
        rest()
            .changeSectionHours(ADMINISTRATOR, "mihon", "shimin-bu", "\"0\"", hours(List.of(LONG)));
    assertEquals("shimin-bu", view(own).from());
    HoursView inherited = view(rest().sectionHours(OPERATOR, "mihon", "madoguchi"));
    assertEquals("shimin-bu", inherited.from());
    assertEquals(false, inherited.own());
    assertEquals(List.of("shimin-bu"), view(rest().hours(OPERATOR, "mihon")).ownSections());
    assertEquals(
        "08:00",
        rest()
            .days(OPERATOR, Locale.JAPANESE, "mihon", "madoguchi", "2026-11-20", "2026-11-20")
            .days()
            .get(0)
            .openings()
            .get(0)
            .opens());
    Response back = rest().inheritSectionHours(ADMINISTRATOR, "mihon", "shimin-bu", etag(own));
    assertEquals("", view(back).from());
    assertEquals("\"0\"", etag(back));
    assertProblem(
        CalendarProblems.SECTION_NOT_FOUND, () -> rest().sectionHours(OPERATOR, "mihon", "somu"));
    assertProblem(
        CalendarProblems.SECTION_NOT_FOUND,
        () -> rest().sectionHours(OPERATOR, "mihon", "'; drop table SECTION"));
  }

  @Test
  public void eachWrongMemberIsNamed() {
    OpeningView backwards = new OpeningView("12:00", "9:00");
    OpeningView odd = new OpeningView("25:00", "");
    List<OpeningView> overlapping =
        List.of(new OpeningView("9:00", "12:00"), new OpeningView("11:59", "13:00"));
    WeekView week =
        new WeekView(
            List.of(backwards),
            List.of(odd),
            overlapping,
            Arrays.asList((OpeningView) null),
            Collections.nCopies(7, LONG),
            List.of(new OpeningView("0:00", "0:00")),
            null);
    assertFields(
        List.of(
            "week.monday[0].closes invalid",
            "week.tuesday[0].opens invalid",
            "week.tuesday[0].closes required",
            "week.wednesday invalid",
            "week.thursday[0] required",
            "week.friday invalid",
            "week.saturday[0].closes invalid"),
        () ->
            rest().changeHours(ADMINISTRATOR, "mihon", "\"0\"", new HoursChange(week, null, null)));
    for (HoursChange nothing :
        List.of(new HoursChange(null, true, true), hours(List.of()), hours(null))) {
      assertFields(
          List.of("week required"),
          () -> rest().changeHours(ADMINISTRATOR, "mihon", "\"0\"", nothing));
    }
    assertProblem(
        Problems.MALFORMED_BODY, () -> rest().changeHours(ADMINISTRATOR, "mihon", "\"0\"", null));
  }

  @Test
  public void specialDayIsEnteredOnceAndRemoved() {
    NewSpecialDay closed = new NewSpecialDay("zei", "2026-11-20", "移転作業", "Moving", null);
    assertEquals(201, rest().addSpecialDay(ADMINISTRATOR, "mihon", closed).getStatus());
    assertEquals(200, rest().addSpecialDay(ADMINISTRATOR, "mihon", closed).getStatus());
    NewSpecialDay other = new NewSpecialDay("zei", "2026-11-20", "別の理由", null, null);
    assertProblem(
        CalendarProblems.SPECIAL_DAY_TAKEN,
        () -> rest().addSpecialDay(ADMINISTRATOR, "mihon", other));
    rest().addSpecialDay(ADMINISTRATOR, "mihon", day("2026-11-20", "半日", LONG));
    assertEquals(
        List.of(
            new SpecialDayView(
                "", "2026-11-20", "半日", "", List.of(new OpeningView("08:00", "21:00"))),
            new SpecialDayView("zei", "2026-11-20", "移転作業", "Moving", List.of())),
        rest().specialDays(OPERATOR, "mihon", "2026-11-01", "2026-11-30"));
    assertEquals(
        "Moving",
        rest()
            .days(OPERATOR, Locale.ENGLISH, "mihon", "zei", "2026-11-20", "2026-11-20")
            .days()
            .get(0)
            .name());
    rest().removeSpecialDay(ADMINISTRATOR, "mihon", "2026-11-20", "zei");
    assertProblem(
        CalendarProblems.SPECIAL_DAY_NOT_FOUND,
        () -> rest().removeSpecialDay(ADMINISTRATOR, "mihon", "2026-11-20", "zei"));
    for (String nonsense : List.of("x", "2026-02-30", "../x", "")) {
      assertProblem(
          CalendarProblems.SPECIAL_DAY_NOT_FOUND,
          () -> rest().removeSpecialDay(ADMINISTRATOR, "mihon", nonsense, null));
    }
    assertEquals(
        List.of("SpecialDayAdded", "SpecialDayAdded", "SpecialDayRemoved"), node().eventTypes());
  }

  @Test
  public void eachWrongMemberOfASpecialDayIsNamed() {
    assertFields(
        List.of("date required", "name required"),
        () -> rest().addSpecialDay(ADMINISTRATOR, "mihon", day(null, " ")));
    assertFields(
        List.of("date not-a-date", "name too-long"),
        () -> rest().addSpecialDay(ADMINISTRATOR, "mihon", day("R8.11.20", "長".repeat(101))));
    for (String broken : List.of("一\n二", "半分\ud800", "\u0001")) {
      assertFields(
          List.of("name invalid"),
          () -> rest().addSpecialDay(ADMINISTRATOR, "mihon", day("2026-11-20", broken)));
    }
    assertProblem(
        CalendarProblems.SECTION_NOT_FOUND,
        () ->
            rest()
                .addSpecialDay(
                    ADMINISTRATOR,
                    "mihon",
                    new NewSpecialDay("somu", "2026-11-20", "x", null, null)));
  }

  @Test
  public void theCabinetOfficesFileIsReadAsItIsPublished() throws IOException {
    String csv = "国民の祝日・休日月日,国民の祝日・休日名称\r\n2026/1/1,元日\r\n";
    byte[] shiftJis = csv.getBytes(Charset.forName("windows-31j"));
    byte[] utf8 = csv.getBytes(StandardCharsets.UTF_8);
    for (OutcomeView outcome :
        List.of(
            importing(ADMINISTRATOR, "text/csv", shiftJis),
            importing(ADMINISTRATOR, "text/csv", utf8),
            importing(ADMINISTRATOR, "text/csv; charset=Shift_JIS", shiftJis),
            importing(ADMINISTRATOR, "text/csv;charset=\"UTF-8\"", utf8))) {
      assertEquals(1, outcome.lines());
      assertEquals("incomplete-year", outcome.badLines().get(0).code());
      assertTrue(outcome.badLines().get(0).message().contains("New Year"));
    }
    assertProblem(
        Problems.MALFORMED_BODY,
        () -> importing(ADMINISTRATOR, "text/csv;charset=UTF-8", shiftJis));
    assertProblem(
        Problems.UNSUPPORTED_MEDIA_TYPE,
        () -> importing(ADMINISTRATOR, "text/csv;charset=UTF-16", utf8));
    assertProblem(
        Problems.BODY_TOO_LARGE,
        () -> importing(ADMINISTRATOR, "text/csv", new byte[CalendarResource.LARGEST_FILE + 1]));
  }

  @Test
  public void everyProblemAndEveryBadLineHasATextInBothLanguages() {
    for (String catalogue : List.of("problems", "bad-line")) {
      List<List<String>> keys =
          Stream.of(Locale.ROOT, Locale.JAPANESE)
              .map(
                  locale ->
                      ResourceBundle.getBundle(
                              "org.madoguchi.calendar.internal." + catalogue,
                              locale,
                              ResourceBundle.Control.getNoFallbackControl(
                                  ResourceBundle.Control.FORMAT_PROPERTIES))
                          .keySet()
                          .stream()
                          .sorted()
                          .toList())
              .toList();
      assertEquals(keys.get(0), keys.get(1));
    }
  }
}
