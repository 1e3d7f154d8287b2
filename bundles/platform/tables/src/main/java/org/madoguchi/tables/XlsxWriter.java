package org.madoguchi.tables;

import java.io.BufferedWriter;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * An Excel workbook (ECMA-376) with nothing but values, written as it grows: text in the cells
 * themselves instead of a table of shared strings, and what lists the sheets at the end. More rows
 * than a sheet may have go on in a further one.
 */
final class XlsxWriter implements TableWriter {
  private static final int MOST_ROWS = 1_048_576;
  private static final int LONGEST_CELL = 32_767;
  private static final int LONGEST_TITLE = 25;
  private static final LocalDateTime FIRST_DAY = LocalDateTime.of(1899, 12, 30, 0, 0);
  private static final double MINUTES_OF_A_DAY = 1_440;
  private static final String HEAD =
      "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>";
  private static final String MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
  private static final String RELATIONS =
      "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  private static final String PACKAGE = "http://schemas.openxmlformats.org/package/2006/";
  private static final String TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.";

  private final ZipOutputStream zip;
  private final Writer xml;
  private final String title;
  private List<?> headings;
  private int sheets;
  private int rows;

  XlsxWriter(OutputStream out, String title) {
    this.zip = new ZipOutputStream(new Open(out), StandardCharsets.UTF_8);
    this.zip.setLevel(Deflater.BEST_SPEED);
    this.xml = new BufferedWriter(new OutputStreamWriter(zip, StandardCharsets.UTF_8));
    String plain = title.replaceAll("[\\\\/*?:\\[\\]']", " ");
    this.title = plain.substring(0, Math.min(plain.length(), LONGEST_TITLE));
  }

  @Override
  public void row(List<?> cells) throws IOException {
    if (headings == null) {
      headings = List.copyOf(cells);
      beginSheet();
      return;
    }
    if (rows == MOST_ROWS) {
      endSheet();
      beginSheet();
    }
    write(cells);
  }

  private void beginSheet() throws IOException {
    sheets++;
    rows = 0;
    zip.putNextEntry(new ZipEntry("xl/worksheets/sheet" + sheets + ".xml"));
    xml.write(HEAD + "<worksheet xmlns=\"" + MAIN + "\"><sheetViews><sheetView ");
    xml.write("workbookViewId=\"0\"><pane ySplit=\"1\" topLeftCell=\"A2\" activePane=");
    xml.write("\"bottomLeft\" state=\"frozen\"/></sheetView></sheetViews><sheetData>");
    write(headings);
  }

  private void endSheet() throws IOException {
    xml.write("</sheetData></worksheet>");
    xml.flush();
    zip.closeEntry();
  }

  private void write(List<?> cells) throws IOException {
    rows++;
    xml.write("<row>");
    for (Object cell : cells) {
      write(cell);
    }
    xml.write("</row>");
  }

  private void write(Object cell) throws IOException {
    if (cell == null || "".equals(cell)) {
      xml.write("<c/>");
    } else if (cell instanceof LocalDateTime time) {
      double days = ChronoUnit.MINUTES.between(FIRST_DAY, time) / MINUTES_OF_A_DAY;
      xml.write("<c s=\"1\"><v>" + days + "</v></c>");
    } else if (cell instanceof Number number) {
      xml.write("<c><v>" + number + "</v></c>");
    } else {
      xml.write("<c t=\"inlineStr\"><is><t xml:space=\"preserve\">");
      text(cell.toString());
      xml.write("</t></is></c>");
    }
  }

  private void text(String text) throws IOException {
    boolean cut = text.length() > LONGEST_CELL;
    int end = cut ? text.offsetByCodePoints(0, text.codePointCount(0, LONGEST_CELL - 2)) : 0;
    escape(cut ? text.substring(0, end) + "…" : text);
  }

  private void escape(String text) throws IOException {
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      switch (c) {
        case '<' -> xml.write("&lt;");
        case '>' -> xml.write("&gt;");
        case '&' -> xml.write("&amp;");
        case '\r' -> xml.write("&#13;");
        default -> xml.write(Character.toChars(isXml(c) ? c : 0xfffd));
      }
    }
  }

  /** XML 1.0, 2.2. */
  private static boolean isXml(int c) {
    return c == '\t'
        || c == '\n'
        || c >= 0x20 && c <= 0xd7ff
        || c >= 0xe000 && c <= 0xfffd
        || c >= 0x10000;
  }

  @Override
  public void flush() throws IOException {
    xml.flush();
  }

  @Override
  public long replaced() {
    return 0;
  }

  @Override
  public void finish() throws IOException {
    if (headings == null) {
      row(List.of());
    }
    endSheet();
    StringBuilder list = new StringBuilder();
    StringBuilder relations = new StringBuilder();
    StringBuilder types = new StringBuilder();
    for (int i = 1; i <= sheets; i++) {
      String name = i == 1 ? title : title + " (" + i + ")";
      list.append("<sheet name=\"").append(quoted(name)).append("\" sheetId=\"").append(i);
      list.append("\" r:id=\"s").append(i).append("\"/>");
      relations.append(relation("s" + i, RELATIONS + "/worksheet", "worksheets/sheet" + i));
      types.append(override("/xl/worksheets/sheet" + i, "worksheet"));
    }
    part(
        "xl/workbook.xml",
        "<workbook xmlns=\"" + MAIN + "\" xmlns:r=\"" + RELATIONS + "\"><sheets>" + list,
        "</sheets></workbook>");
    part(
        "xl/_rels/workbook.xml.rels",
        "<Relationships xmlns=\"" + PACKAGE + "relationships\">" + relations,
        relation("styles", RELATIONS + "/styles", "styles") + "</Relationships>");
    part("xl/styles.xml", "<styleSheet xmlns=\"" + MAIN + "\">", styles() + "</styleSheet>");
    part(
        "_rels/.rels",
        "<Relationships xmlns=\"" + PACKAGE + "relationships\">",
        relation("book", RELATIONS + "/officeDocument", "xl/workbook") + "</Relationships>");
    part(
        "[Content_Types].xml",
        "<Types xmlns=\""
            + PACKAGE
            + "content-types\"><Default Extension=\"rels\" ContentType=\""
            + "application/vnd.openxmlformats-package.relationships+xml\"/>"
            + override("/xl/workbook", "sheet.main"),
        override("/xl/styles", "styles") + types + "</Types>");
    zip.finish();
    zip.flush();
  }

  private static String quoted(String name) {
    return name.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
  }

  private static String relation(String id, String type, String target) {
    return "<Relationship Id=\"%s\" Type=\"%s\" Target=\"%s.xml\"/>".formatted(id, type, target);
  }

  private static String override(String part, String type) {
    return "<Override PartName=\"%s.xml\" ContentType=\"%s+xml\"/>".formatted(part, TYPE + type);
  }

  /** The least Excel opens without repair; style 1 is a moment. */
  private static String styles() {
    return "<numFmts count=\"1\"><numFmt numFmtId=\"164\" formatCode=\"yyyy\\-mm\\-dd\\ hh:mm\"/>"
        + "</numFmts><fonts count=\"1\"><font/></fonts><fills count=\"2\"><fill/><fill>"
        + "<patternFill patternType=\"gray125\"/></fill></fills><borders count=\"1\"><border/>"
        + "</borders><cellStyleXfs count=\"1\"><xf/></cellStyleXfs><cellXfs count=\"2\"><xf/>"
        + "<xf numFmtId=\"164\" applyNumberFormat=\"1\"/></cellXfs>";
  }

  private void part(String name, String beginning, String end) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    xml.write(HEAD + beginning + end);
    xml.flush();
    zip.closeEntry();
  }

  /** The stream belongs to whoever opened it. */
  private static final class Open extends FilterOutputStream {
    Open(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }
}
