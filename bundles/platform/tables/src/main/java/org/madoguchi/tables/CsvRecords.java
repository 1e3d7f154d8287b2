package org.madoguchi.tables;

import java.io.IOException;
import java.io.PushbackReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * The records of a CSV file (RFC 4180), one after the other, in bounded memory however large the
 * file or what an unclosed quotation mark swallows.
 */
public final class CsvRecords {
  /** No cell of anything that is imported is nearly as long. */
  private static final int LONGEST_RECORD = 4_000_000;

  private static final char BYTE_ORDER_MARK = '\ufeff';

  /**
   * @param number as in the file, from 1 (the header); where a record spans several, the first
   */
  public record Line(int number, List<String> cells) {}

  private final BadLines bad;
  private final Budget budget;
  private final CSVParser parser;
  private final Iterator<CSVRecord> records;
  private int number = 1;
  private boolean ended;

  /**
   * @param csv with or without byte order mark; the caller closes
   * @param bad gets a note of where the form is so wrong that nothing behind can be read
   */
  public CsvRecords(Reader csv, BadLines bad) {
    this.bad = bad;
    this.budget = new Budget(csv);
    try {
      this.parser = CSVFormat.RFC4180.parse(withoutMark(budget));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    this.records = parser.iterator();
  }

  /** The next that is not blank; empty behind the last, and where the form is wrong. */
  public Optional<Line> next() {
    try {
      while (!ended && records.hasNext()) {
        CSVRecord record = records.next();
        int line = number;
        number = (int) parser.getCurrentLineNumber() + 1;
        budget.renew();
        if (!record.stream().allMatch(String::isBlank)) {
          return Optional.of(new Line(line, record.toList()));
        }
      }
    } catch (UncheckedIOException | IllegalStateException e) {
      // A quotation mark that is never closed, or text behind a closing one.
      bad.add(new BadLine(number, "", "invalid", ""));
    }
    ended = true;
    return Optional.empty();
  }

  private static Reader withoutMark(Reader csv) throws IOException {
    PushbackReader reader = new PushbackReader(csv);
    int first = reader.read();
    if (first != BYTE_ORDER_MARK && first != -1) {
      reader.unread(first);
    }
    return reader;
  }

  /** Lets one record read only so much. */
  private static final class Budget extends Reader {
    private final Reader source;
    private int left = LONGEST_RECORD;

    Budget(Reader source) {
      this.source = source;
    }

    void renew() {
      left = LONGEST_RECORD;
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
      int read = source.read(buffer, offset, length);
      left -= Math.max(read, 0);
      if (left < 0) {
        throw new IOException("a record is too long");
      }
      return read;
    }

    @Override
    public void close() throws IOException {
      source.close();
    }
  }
}
