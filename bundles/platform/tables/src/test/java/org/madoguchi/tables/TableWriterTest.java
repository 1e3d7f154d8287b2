package org.madoguchi.tables;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.Test;
import org.w3c.dom.Document;

public class TableWriterTest {
  private static final LocalDateTime AT = LocalDateTime.of(2026, 11, 22, 18, 30);

  private static byte[] written(TableForm form, List<?>... rows) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    TableWriter writer = form.writer(out, "対応/一覧");
    for (List<?> row : rows) {
      writer.row(row);
    }
    writer.finish();
    return out.toByteArray();
  }

  @Test
  public void csvBeginsWithTheMarkAndQuotesWhatMustBe() throws IOException {
    String csv =
        new String(
            written(TableForm.CSV, List.of("件名", "日時"), Arrays.asList("a,\"b\"\n", AT), row()),
            StandardCharsets.UTF_8);
    assertEquals("\ufeff件名,日時\r\n\"a,\"\"b\"\"\n\",2026-11-22 18:30\r\n,1\r\n", csv);
  }

  private static List<?> row() {
    return Arrays.asList(null, 1);
  }

  @Test
  public void whatShiftJisLacksIsReplacedVisiblyAndCounted() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    TableWriter writer = TableForm.CSV_SHIFT_JIS.writer(out, "");
    writer.row(List.of("①㈱〜−𠮷😀"));
    writer.finish();
    assertEquals(2, writer.replaced());
    assertEquals("①㈱～－〓〓\r\n", out.toString(Charset.forName("windows-31j")));
  }

  @Test
  public void everyTextThatBeginsLikeAFormulaIsGuarded() throws IOException {
    for (String formula : List.of("=1", "+1", "-1", "@a", "\t=1", "\r=1", "\n=1", "＝1")) {
      String csv = new String(written(TableForm.CSV, List.of(formula)), StandardCharsets.UTF_8);
      assertTrue(formula, csv.replace("\"", "").startsWith("\ufeff'" + formula));
    }
  }

  private static Map<String, byte[]> parts(byte[] workbook) throws IOException {
    Map<String, byte[]> parts = new LinkedHashMap<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(workbook))) {
      for (ZipEntry e = zip.getNextEntry(); e != null; e = zip.getNextEntry()) {
        parts.put(e.getName(), zip.readAllBytes());
      }
    }
    return parts;
  }

  @Test
  public void workbookHoldsTextAsTextAndMomentsAsMoments() throws Exception {
    byte[] workbook =
        written(
            TableForm.XLSX,
            List.of("件名", "日時", "数"),
            Arrays.asList("=HYPERLINK(\"x\")<&\u0001", AT, 42),
            Arrays.asList("", null, 0));
    Map<String, byte[]> parts = parts(workbook);
    for (byte[] part : parts.values()) {
      parse(part);
    }
    String names =
        parse(parts.get("xl/workbook.xml"))
            .getElementsByTagName("sheet")
            .item(0)
            .getAttributes()
            .getNamedItem("name")
            .getNodeValue();
    assertEquals("対応 一覧", names);
    Document sheet = parse(parts.get("xl/worksheets/sheet1.xml"));
    assertEquals(3, sheet.getElementsByTagName("row").getLength());
    assertEquals(
        "=HYPERLINK(\"x\")<&\ufffd", sheet.getElementsByTagName("t").item(3).getTextContent());
    assertEquals(0, sheet.getElementsByTagName("f").getLength());
    double days = Double.parseDouble(sheet.getElementsByTagName("v").item(0).getTextContent());
    assertEquals(46348.770833, days, 0.00001);
    assertEquals("42", sheet.getElementsByTagName("v").item(1).getTextContent());
  }

  private static Document parse(byte[] xml) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(xml));
  }

  @Test
  public void workbookThatIsNotFinishedIsNoWorkbook() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    TableWriter writer = TableForm.XLSX.writer(out, "a");
    writer.row(List.of("a"));
    assertThrows(EOFException.class, () -> parts(out.toByteArray()));
    writer.finish();
    assertTrue(parts(out.toByteArray()).containsKey("xl/workbook.xml"));
  }

  @Test
  public void longCellsAreCutVisibly() throws Exception {
    byte[] sheet =
        parts(written(TableForm.XLSX, List.of("𠮷".repeat(20_000))))
            .get("xl/worksheets/sheet1.xml");
    String cell = parse(sheet).getElementsByTagName("t").item(0).getTextContent();
    assertTrue(cell.length() <= 32_767 && cell.endsWith("…"));
  }
}
