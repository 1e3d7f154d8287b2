package org.madoguchi.directory.internal.imports;

import java.io.IOException;
import java.io.PushbackReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.madoguchi.directory.DirectoryImport.BadLine;

/**
 * A CSV file, RFC 4180, with a header line: its lines, and what is wrong with its form.
 *
 * @param lines without blank ones
 * @param badLines what is wrong with the header and with single lines
 */
record CsvTable(List<Line> lines, List<BadLine> badLines) {
  private static final char BYTE_ORDER_MARK = '\ufeff';

  /**
   * @param number as in the file, from 1 (the header); where a record spans several, the first
   */
  record Line(int number, Map<String, String> cells) {
    String cell(String column) {
      return cells.getOrDefault(column, "");
    }
  }

  /** Reads to the end; the caller closes. A header that lacks a column yields no lines. */
  static CsvTable read(Reader csv, List<String> columns) {
    List<Line> lines = new ArrayList<>();
    List<BadLine> bad = new ArrayList<>();
    int number = 1;
    try (CSVParser parser = CSVFormat.RFC4180.builder().get().parse(withoutMark(csv))) {
      Iterator<CSVRecord> records = parser.iterator();
      if (!records.hasNext()) {
        bad.add(new BadLine(1, columns.get(0), "required", ""));
        return new CsvTable(lines, bad);
      }
      List<String> header = header(records.next(), columns, bad);
      if (!bad.isEmpty()) {
        return new CsvTable(lines, bad);
      }
      number = (int) parser.getCurrentLineNumber() + 1;
      while (records.hasNext()) {
        take(records.next(), number, header, lines, bad);
        number = (int) parser.getCurrentLineNumber() + 1;
      }
    } catch (IOException | UncheckedIOException e) {
      // A quotation mark that is never closed, or text behind a closing one.
      bad.add(new BadLine(number, "", "invalid", ""));
    }
    return new CsvTable(lines, bad);
  }

  private static List<String> header(CSVRecord first, List<String> columns, List<BadLine> bad) {
    List<String> header = new ArrayList<>();
    first.forEach(name -> header.add(name.strip().toLowerCase(Locale.ROOT)));
    Set<String> seen = new HashSet<>();
    for (String name : header) {
      if (!columns.contains(name)) {
        bad.add(new BadLine(1, name, "unknown", name));
      } else if (!seen.add(name)) {
        bad.add(new BadLine(1, name, "invalid", name));
      }
    }
    columns.stream()
        .filter(column -> !seen.contains(column))
        .forEach(column -> bad.add(new BadLine(1, column, "required", "")));
    return header;
  }

  private static void take(
      CSVRecord line, int number, List<String> header, List<Line> lines, List<BadLine> bad) {
    boolean blank = line.stream().allMatch(String::isBlank);
    if (blank) {
      return;
    }
    if (line.size() > header.size()) {
      bad.add(new BadLine(number, "", "invalid", ""));
      return;
    }
    Map<String, String> cells = new HashMap<>();
    for (int i = 0; i < line.size(); i++) {
      cells.put(header.get(i), line.get(i).strip());
    }
    lines.add(new Line(number, cells));
  }

  private static Reader withoutMark(Reader csv) throws IOException {
    PushbackReader reader = new PushbackReader(csv);
    int first = reader.read();
    if (first != BYTE_ORDER_MARK && first != -1) {
      reader.unread(first);
    }
    return reader;
  }
}
