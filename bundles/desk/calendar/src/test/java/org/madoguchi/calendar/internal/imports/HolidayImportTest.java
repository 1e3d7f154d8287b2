package org.madoguchi.calendar.internal.imports;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;
import static org.madoguchi.calendar.internal.Node.ADMINISTRATOR;
import static org.madoguchi.calendar.internal.Node.MIHON;
import static org.madoguchi.calendar.internal.Node.OPERATOR;
import static org.madoguchi.calendar.internal.Node.STRANGER;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.Test;
import org.madoguchi.calendar.CalendarDay.Kind;
import org.madoguchi.calendar.internal.Node;
import org.madoguchi.calendar.internal.holiday.Holiday;
import org.madoguchi.calendar.internal.holiday.HolidayLaw;
import org.madoguchi.calendar.internal.imports.HolidayImport.Result;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.Problems;
import org.madoguchi.tables.BadLine;
import org.madoguchi.tables.Outcome;
import org.madoguchi.testing.database.DatabaseMatrix;

public class HolidayImportTest extends DatabaseMatrix {
  private static final String HEADER = "国民の祝日・休日月日,国民の祝日・休日名称\r\n";

  /** A year as the Cabinet Office writes it. */
  private static String year(int year) {
    StringBuilder lines = new StringBuilder();
    Map<LocalDate, Holiday> sorted = new TreeMap<>(HolidayLaw.of(year));
    for (Holiday holiday : sorted.values()) {
      LocalDate date = holiday.date();
      lines.append(date.getYear()).append('/').append(date.getMonthValue()).append('/');
      lines.append(date.getDayOfMonth()).append(',').append(holiday.ja()).append("\r\n");
    }
    return lines.toString();
  }

  private static Result take(Node node, String csv) {
    return node.holidays.take(ADMINISTRATOR, "mihon", csv, false);
  }

  private static String name(Node node, String date) {
    return node.calendars.of(MIHON).day(LocalDate.parse(date)).name(Locale.JAPANESE);
  }

  @Test
  public void theFileDecidesForItsYears() {
    Node node = new Node(database());
    String moved = year(2028).replace("2028/7/17,海の日", "2028/7/18,海の日");
    Result outcome = take(node, HEADER + moved + year(2029));
    assertEquals(List.of(), outcome.outcome().badLines());
    assertEquals(2028, outcome.firstYear());
    assertEquals(2029, outcome.lastYear());
    assertEquals(
        HolidayLaw.of(2028).size() + HolidayLaw.of(2029).size(), outcome.outcome().added());
    assertEquals("海の日", name(node, "2028-07-18"));
    assertEquals(Kind.BUSINESS_DAY, node.calendars.of(MIHON).day(LocalDate.of(2028, 7, 17)).kind());
    assertEquals(
        "Marine Day", node.calendars.of(MIHON).day(LocalDate.of(2028, 7, 18)).name(Locale.ENGLISH));
    assertEquals("海の日", name(node, "2030-07-15"));
    assertEquals(Kind.HOLIDAY, node.calendars.of(Node.AOBA).day(LocalDate.of(2028, 7, 17)).kind());
    assertEquals(List.of("HolidaysImported"), node.eventTypes());
  }

  @Test
  public void theSameFileTwiceChangesNothing() {
    Node node = new Node(database());
    String csv = HEADER + year(2028);
    int first = take(node, csv).outcome().added();
    Result again = take(node, csv);
    assertEquals(new Result(Outcome.of(first, 0, 0, 0), 2028, 2028), again);
    assertEquals(1, node.eventTypes().size());
  }

  @Test
  public void aNewerFileReplacesTheYearsItHolds() {
    Node node = new Node(database());
    take(node, HEADER + year(2028) + year(2029));
    String newer = year(2029).replace("2029/7/16,海の日", "2029/7/20,海の日").replace("文化の日", "明治の日");
    Result outcome = take(node, HEADER + newer);
    assertEquals(1, outcome.outcome().added());
    assertEquals(1, outcome.outcome().changed());
    assertEquals(1, outcome.outcome().removed());
    assertEquals("", name(node, "2029-07-16"));
    assertEquals("海の日", name(node, "2029-07-20"));
    assertEquals("明治の日", name(node, "2029-11-03"));
    assertEquals("海の日", name(node, "2028-07-17"));
    assertEquals(
        List.of(2028, 2029), node.calendars.holidays(MIHON).years().stream().sorted().toList());
  }

  @Test
  public void aDryRunCountsAndChangesNothing() {
    Node node = new Node(database());
    String csv = HEADER + year(2028);
    Result outcome = node.holidays.take(ADMINISTRATOR, "mihon", csv, true);
    assertEquals(HolidayLaw.of(2028).size(), outcome.outcome().added());
    assertEquals(List.of(), node.eventTypes());
    assertTrue(node.calendars.holidays(MIHON).years().isEmpty());
  }

  @Test
  public void everyBadLineIsNamedAndNothingIsTaken() {
    Node node = new Node(database());
    String csv =
        HEADER
            + "2028/1/1,元日\n"
            + "2028/2/30,無い日\n"
            + "昨日,休み\n"
            + "\n"
            + "2028/1/1,元日\n"
            + "2028/1/2,\n"
            + ",名だけ\n"
            + "2028/1/3,多い,列\n"
            + "1800/1/1,昔\n"
            + "2028/1/4,"
            + "長".repeat(101)
            + "\n";
    List<String> found = new ArrayList<>();
    for (BadLine bad : take(node, csv).outcome().badLines()) {
      found.add(bad.line() + " " + bad.code());
    }
    assertEquals(
        List.of(
            "3 not-a-date",
            "4 not-a-date",
            "6 repeated",
            "7 required",
            "8 required",
            "9 invalid",
            "10 out-of-range",
            "11 too-long"),
        found);
    assertEquals(List.of(), node.eventTypes());
  }

  @Test
  public void otherFilesAreRecognised() {
    Node node = new Node(database());
    assertBad(node, "header", 1, "code,name\n2028/1/1,元日\n");
    assertBad(node, "header", 1, "");
    assertBad(node, "header", 1, year(2028));
    assertBad(node, "required", 2, HEADER);
    assertBad(node, "invalid", 2, HEADER + "2028/1/1,\"元日\n");
    assertBad(node, "incomplete-year", 2, HEADER + "2028/1/1,元日\n2028/2/11,建国記念の日\n");
    assertBad(node, "incomplete-year", 2, HEADER + year(2028).replace("2028/1/1,元日\r\n", ""));
    StringBuilder many = new StringBuilder(HEADER);
    for (int i = 0; i < 5_001; i++) {
      many.append(LocalDate.of(2000, 1, 1).plusDays(i)).append(",休日\n");
    }
    assertBad(node, "too-many", 5_002, many.toString());
  }

  private static void assertBad(Node node, String code, int line, String csv) {
    BadLine bad = take(node, csv).outcome().badLines().get(0);
    assertEquals(code, bad.code());
    assertEquals(line, bad.line());
  }

  @Test
  public void onlyWhoManagesTheMunicipalityImports() {
    Node node = new Node(database());
    String csv = HEADER + year(2028);
    DomainException forbidden =
        assertThrows(DomainException.class, () -> node.holidays.take(OPERATOR, "mihon", csv, true));
    assertSame(Problems.FORBIDDEN, forbidden.type());
    DomainException hidden =
        assertThrows(DomainException.class, () -> node.holidays.take(STRANGER, "mihon", csv, true));
    assertSame(Problems.MUNICIPALITY_NOT_FOUND, hidden.type());
  }

  @Test
  public void theWholeListSinceTheBeginningIsTaken() {
    Node node = new Node(database());
    StringBuilder whole = new StringBuilder("\ufeff" + HEADER);
    for (int year = 1955; year <= 2027; year++) {
      whole.append(year(year));
    }
    Result outcome = take(node, whole.toString());
    assertEquals(outcome.outcome().lines(), outcome.outcome().added());
    assertTrue(outcome.outcome().lines() > 1_000);
    assertEquals(73, node.calendars.holidays(MIHON).years().size());
  }
}
