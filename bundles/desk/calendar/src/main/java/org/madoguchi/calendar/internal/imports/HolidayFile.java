package org.madoguchi.calendar.internal.imports;

import java.io.StringReader;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.madoguchi.calendar.BusinessCalendar;
import org.madoguchi.tables.BadLine;
import org.madoguchi.tables.BadLines;
import org.madoguchi.tables.CsvRecords;

/**
 * The list of holidays of the Cabinet Office (syukujitsu.csv): a header, then a date such as
 * 2026/1/1 and a name a line, in any order.
 */
final class HolidayFile {
  static final String DATE = "国民の祝日・休日月日";
  static final String NAME = "国民の祝日・休日名称";

  private static final int MOST_LINES = 5_000;
  private static final int LONGEST_NAME = 100;
  private static final Pattern WRITTEN_DATE =
      Pattern.compile("([0-9]{4})[/-]([0-9]{1,2})[/-]([0-9]{1,2})");

  /** No year since the list begins had fewer. */
  private static final int FEWEST_OF_A_YEAR = 9;

  private record Line(int number, String name) {}

  private final BadLines bad = new BadLines();
  private final Map<LocalDate, Line> lines = new TreeMap<>();
  private int count;

  private HolidayFile() {}

  static HolidayFile read(String csv) {
    HolidayFile file = new HolidayFile();
    file.take(new CsvRecords(new StringReader(csv), file.bad));
    if (file.bad.isEmpty()) {
      file.checkYears();
    }
    return file;
  }

  /** Names by date; of no use while there are bad lines. */
  Map<LocalDate, String> holidays() {
    Map<LocalDate, String> holidays = new TreeMap<>();
    lines.forEach((date, line) -> holidays.put(date, line.name()));
    return holidays;
  }

  BadLines bad() {
    return bad;
  }

  /** How many lines there are without the header and blank ones. */
  int count() {
    return count;
  }

  private void take(CsvRecords records) {
    if (records.next().filter(first -> isHeader(first.cells())).isEmpty()) {
      bad.add(new BadLine(1, DATE, "header", ""));
      return;
    }
    Optional<CsvRecords.Line> next = records.next();
    for (; next.isPresent(); next = records.next()) {
      take(next.get());
      if (count > MOST_LINES) {
        bad.add(new BadLine(next.get().number(), "", "too-many", ""));
        return;
      }
    }
    if (count == 0 && bad.isEmpty()) {
      bad.add(new BadLine(2, DATE, "required", ""));
    }
  }

  private static boolean isHeader(List<String> first) {
    return first.size() == 2 && first.get(0).endsWith("月日") && first.get(1).endsWith("名称");
  }

  private void take(CsvRecords.Line line) {
    count++;
    List<String> cells = line.cells();
    int number = line.number();
    if (cells.size() != 2) {
      bad.add(new BadLine(number, "", "invalid", ""));
      return;
    }
    LocalDate date = date(cells.get(0).strip(), number);
    String name = name(cells.get(1).strip(), number);
    if (date != null && lines.putIfAbsent(date, new Line(number, name)) != null) {
      note(number, DATE, "repeated", cells.get(0));
    }
  }

  private LocalDate date(String written, int number) {
    if (written.isEmpty()) {
      return note(number, DATE, "required", "");
    }
    Matcher parts = WRITTEN_DATE.matcher(written);
    if (!parts.matches()) {
      return note(number, DATE, "not-a-date", written);
    }
    int year = Integer.parseInt(parts.group(1));
    if (year < BusinessCalendar.FIRST_YEAR || year > BusinessCalendar.LAST_YEAR) {
      return note(number, DATE, "out-of-range", written);
    }
    try {
      int month = Integer.parseInt(parts.group(2));
      return LocalDate.of(year, month, Integer.parseInt(parts.group(3)));
    } catch (DateTimeException e) {
      return note(number, DATE, "not-a-date", written);
    }
  }

  private String name(String written, int number) {
    if (written.isEmpty()) {
      note(number, NAME, "required", "");
    } else if (written.length() > LONGEST_NAME) {
      note(number, NAME, "too-long", written);
    } else if (written.chars().anyMatch(c -> Character.isISOControl(c) || isLost(c))) {
      note(number, NAME, "invalid", written);
    }
    return written;
  }

  /** What a wrong character set leaves behind. */
  private static boolean isLost(int character) {
    return character == 0xfffd;
  }

  /** A year of which only some lines are there would lose its other holidays. */
  private void checkYears() {
    Map<Integer, List<LocalDate>> years = new TreeMap<>();
    lines
        .keySet()
        .forEach(date -> years.computeIfAbsent(date.getYear(), y -> new ArrayList<>()).add(date));
    years.forEach(
        (year, dates) -> {
          boolean whole =
              dates.size() >= FEWEST_OF_A_YEAR && dates.contains(LocalDate.of(year, 1, 1));
          if (!whole) {
            note(lines.get(dates.get(0)).number(), DATE, "incomplete-year", year.toString());
          }
        });
  }

  private LocalDate note(int number, String column, String code, String value) {
    bad.add(BadLine.of(number, column, code, value));
    return null;
  }
}
