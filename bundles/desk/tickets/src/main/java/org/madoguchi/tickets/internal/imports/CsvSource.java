package org.madoguchi.tickets.internal.imports;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.madoguchi.tables.BadLines;
import org.madoguchi.tables.CsvRecords;
import org.madoguchi.tickets.internal.Formers;
import org.madoguchi.tickets.internal.domain.InboundText;

/** The rows of a CSV file. A cell that looks like a formula is text like any other. */
final class CsvSource implements Source {
  /** More columns has no file of tickets. */
  static final int MOST_COLUMNS = 200;

  private static final int LONGEST_HEADING = 200;

  private final Reader reader;
  private final BadLines form = new BadLines();
  private final CsvRecords records;
  private final List<String> headings;
  private final int number;
  private boolean told;

  /**
   * @param fields of each column; none to look at the headings only
   */
  CsvSource(InputStream file, String charset, List<Field> fields) {
    // what is no character of the set was found when the file came; here it is only replaced
    this.reader =
        new BufferedReader(
            new InputStreamReader(
                file,
                Charset.forName(charset)
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPLACE)
                    .onUnmappableCharacter(CodingErrorAction.REPLACE)));
    this.records = new CsvRecords(reader, form);
    this.headings = records.next().map(CsvSource::headings).orElse(List.of());
    this.number = fields.indexOf(Field.NUMBER);
  }

  private static List<String> headings(CsvRecords.Line line) {
    return line.cells().stream()
        .limit(MOST_COLUMNS)
        .map(cell -> InboundText.line(cell, LONGEST_HEADING))
        .toList();
  }

  List<String> headings() {
    return headings;
  }

  @Override
  public Optional<Next> next() {
    Optional<CsvRecords.Line> line = records.next();
    if (line.isPresent()) {
      return Optional.of(part(line.get()));
    }
    return formProblem();
  }

  /** A quotation mark that is never closed: nothing behind it can be read. */
  private Optional<Next> formProblem() {
    if (form.isEmpty() || told) {
      return Optional.empty();
    }
    told = true;
    return Optional.of(Next.wrong(Problem.of(form.first().get(0).line(), "", "broken-off", "")));
  }

  private Next part(CsvRecords.Line line) {
    List<String> cells = line.cells();
    String heading = number < 0 ? "" : headings.get(number);
    if (cells.size() > headings.size()) {
      return Next.wrong(
          Problem.of(line.number(), "", "too-many-cells", cells.get(headings.size())));
    }
    if (cells.stream().mapToInt(String::length).sum() > Part.LONGEST) {
      return Next.wrong(Problem.of(line.number(), "", "too-long", ""));
    }
    String old = number < 0 || number >= cells.size() ? "" : cells.get(number);
    String spelled = InboundText.line(Formers.spelled(old), Part.LONGEST_NUMBER + 1);
    if (spelled.isEmpty() || spelled.length() > Part.LONGEST_NUMBER) {
      return Next.wrong(
          Problem.of(line.number(), heading, spelled.isEmpty() ? "required" : "too-long", old));
    }
    return Next.part(new Part(line.number(), spelled, new ArrayList<>(cells), Optional.empty()));
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
