package org.madoguchi.tables;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.List;
import java.util.Set;
import org.junit.Test;

public class CsvTableTest {
  private static final List<String> COLUMNS = List.of("code", "name");

  private static CsvTable read(String csv) {
    return CsvTable.read(csv, CsvTable.Form.of(COLUMNS, 3));
  }

  @Test
  public void byteOrderMarkAndCarriageReturnsDoNotCount() {
    CsvTable table = read("\ufeffcode,name\r\na,\"一,\"\"二\"\"\"\r\n");
    assertEquals(List.of(), table.bad().first());
    assertEquals("一,\"二\"", table.lines().get(0).cell("name"));
  }

  @Test
  public void lineNumbersAreThoseOfTheFile() {
    CsvTable table = read("code,name\n\na,\"x\ny\"\n,\nb,z");
    assertEquals(3, table.lines().get(0).number());
    assertEquals(6, table.lines().get(1).number());
  }

  @Test
  public void columnsMayStandInAnyOrderAndCase() {
    CsvTable table = read("Name, CODE\n一,a\n");
    assertEquals("a", table.lines().get(0).cell("code"));
    assertTrue(table.bad().first().isEmpty());
  }

  @Test
  public void optionalColumnMayBeMissingAndIsCalledAsItIsWritten() {
    CsvTable.Form form = new CsvTable.Form(COLUMNS, List.of("validFrom"), Set.of(), 3);
    CsvTable with = CsvTable.read("validfrom,code,NAME\n2027-04-01,a,一\n", form);
    assertEquals("2027-04-01", with.lines().get(0).cell("validFrom"));
    assertEquals("一", with.lines().get(0).cell("name"));
    CsvTable without = CsvTable.read("code,name\na,一\n", form);
    assertTrue(without.bad().first().isEmpty());
    assertEquals("", without.lines().get(0).cell("validFrom"));
    assertEquals(
        List.of(new BadLine(1, "validFrom", "invalid", "validFrom")),
        CsvTable.read("code,name,validFrom,VALIDFROM\na,b,,\n", form).bad().first());
  }

  @Test
  public void spacesAroundCellsAreRemovedWideOnesToo() {
    assertEquals("鈴木　美咲", read("code,name\na,　鈴木　美咲 \n").lines().get(0).cell("name"));
  }

  @Test
  public void headerTellsMissingUnknownAndRepeatedColumns() {
    assertEquals(
        List.of(new BadLine(1, "nmae", "unknown", "nmae"), new BadLine(1, "name", "required", "")),
        read("code,nmae\na,b\n").bad().first());
    assertEquals(
        List.of(new BadLine(1, "code", "invalid", "code")),
        read("code,name,code\na,b,c\n").bad().first());
    assertEquals("required", read("").bad().first().get(0).code());
  }

  @Test
  public void tooManyCellsAndOpenQuotationAreBadLines() {
    assertEquals(
        List.of(new BadLine(2, "", "invalid", "")), read("code,name\na,b,c\n").bad().first());
    assertEquals(
        List.of(new BadLine(3, "", "invalid", "")), read("code,name\na,b\nc,\"d\n").bad().first());
  }

  @Test
  public void everyLineBehindTheMostIsBadAndNotKept() {
    CsvTable table = read("code,name\na,b\na,b\na,b\na,b\na,b\n");
    assertEquals(3, table.lines().size());
    assertEquals(
        List.of(new BadLine(5, "", "too-many", ""), new BadLine(6, "", "too-many", "")),
        table.bad().first());
  }

  @Test
  public void aMillionBadLinesAreCountedAndTheFirstThousandTold() {
    BadLines bad = new BadLines();
    for (int i = 1_000_000; i > 0; i--) {
      bad.add(new BadLine(i, "code", "invalid", ""));
    }
    assertEquals(1_000_000, bad.total());
    assertEquals(1_000, bad.first().size());
    assertEquals(1, bad.first().get(0).line());
    assertEquals(1_000, bad.first().get(999).line());
  }

  @Test
  public void anUnclosedQuotationMarkDoesNotSwallowMemory() {
    String csv = "code,name\na,\"" + "x".repeat(5_000_000);
    assertEquals(List.of(new BadLine(2, "", "invalid", "")), read(csv).bad().first());
  }

  @Test
  public void formulasAreGuardedWhenWrittenAndPlainWhenRead() {
    List<String> cells = List.of("=1+1", "+81-3", "-1", "@x", "'=1", "普通");
    byte[] file =
        CsvText.of(List.of("code", "name"), cells.stream().map(c -> List.of(c, c)).toList());
    String text = CsvBody.text(file);
    assertTrue(text.contains("'=1+1,'=1+1"));
    CsvTable table = CsvTable.read(text, CsvTable.Form.of(COLUMNS, 10));
    assertEquals(
        List.of("=1+1", "+81-3", "-1", "@x", "=1", "普通"),
        table.lines().stream().map(l -> l.cell("name")).toList());
  }
}
