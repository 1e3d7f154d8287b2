package org.madoguchi.tables;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** A small table as a file that can be edited and read back. */
public final class CsvText {
  private CsvText() {}

  /** UTF-8 with byte order mark. */
  public static byte[] of(List<String> columns, List<? extends List<?>> rows) {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try {
      TableWriter writer = TableForm.CSV.writer(file, "");
      writer.row(columns);
      for (List<?> row : rows) {
        writer.row(row);
      }
      writer.finish();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file.toByteArray();
  }
}
