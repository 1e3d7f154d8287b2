package org.madoguchi.tables;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** CSV as RFC 4180 has it. */
final class CsvWriter implements TableWriter {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

  /** What printers set for a character they do not have. */
  private static final String GETA = "〓";

  /** Looks the same and is written by other systems; Windows has the one on the right only. */
  private static final String OTHERS = "〜−—‖¢£¬";

  private static final String WINDOWS = "～－―∥￠￡￢";

  private final CSVPrinter printer;
  private final CharsetEncoder encoder;
  private final boolean everything;
  private long replaced;

  CsvWriter(OutputStream out, Charset charset) throws IOException {
    Writer writer = new BufferedWriter(new OutputStreamWriter(out, charset));
    this.printer = new CSVPrinter(writer, CSVFormat.RFC4180);
    this.encoder = charset.newEncoder();
    this.everything = charset.equals(StandardCharsets.UTF_8);
    if (everything) {
      writer.write('\ufeff');
    }
  }

  @Override
  public void row(List<?> cells) throws IOException {
    List<Object> written = new ArrayList<>(cells.size());
    for (Object cell : cells) {
      written.add(written(cell));
    }
    printer.printRecord(written);
  }

  private Object written(Object cell) {
    if (cell instanceof LocalDateTime time) {
      return TIME.format(time);
    }
    return cell instanceof String text ? Formulas.guarded(writable(text)) : cell;
  }

  private String writable(String text) {
    if (everything || encoder.canEncode(text)) {
      return text;
    }
    StringBuilder writable = new StringBuilder(text.length());
    text.codePoints().forEach(c -> writable.append(writable(c)));
    return writable.toString();
  }

  private String writable(int codePoint) {
    String character = Character.toString(codePoint);
    int same = OTHERS.indexOf(codePoint);
    if (same >= 0) {
      return WINDOWS.substring(same, same + 1);
    }
    if (encoder.canEncode(character)) {
      return character;
    }
    replaced++;
    return GETA;
  }

  @Override
  public long replaced() {
    return replaced;
  }

  @Override
  public void flush() throws IOException {
    printer.flush();
  }

  @Override
  public void finish() throws IOException {
    printer.flush();
  }
}
