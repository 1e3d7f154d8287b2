package org.madoguchi.tables;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** What a table is written as. */
public enum TableForm {
  /** UTF-8 with the mark by which Excel knows it. */
  CSV("text/csv;charset=UTF-8", "csv"),
  /** For programs that read nothing else; what it lacks is replaced and counted. */
  CSV_SHIFT_JIS("text/csv;charset=Shift_JIS", "csv"),
  XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx");

  private final String mediaType;
  private final String ending;

  TableForm(String mediaType, String ending) {
    this.mediaType = mediaType;
    this.ending = ending;
  }

  public String mediaType() {
    return mediaType;
  }

  /** Of a file's name, without the dot. */
  public String ending() {
    return ending;
  }

  /**
   * @param title of the sheet, where the form has one
   */
  public TableWriter writer(OutputStream out, String title) throws IOException {
    return switch (this) {
      case CSV -> new CsvWriter(out, StandardCharsets.UTF_8);
      case CSV_SHIFT_JIS -> new CsvWriter(out, Charset.forName("windows-31j"));
      case XLSX -> new XlsxWriter(out, title);
    };
  }
}
