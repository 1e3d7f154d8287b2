package org.madoguchi.directory.internal.imports;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.StringReader;
import java.util.List;
import org.junit.Test;
import org.madoguchi.directory.DirectoryImport.BadLine;

public class CsvTableTest {
  private static final List<String> COLUMNS = List.of("code", "name");

  private static CsvTable read(String csv) {
    return CsvTable.read(new StringReader(csv), COLUMNS);
  }

  @Test
  public void byteOrderMarkAndCarriageReturnsDoNotCount() {
    CsvTable table = read("\ufeffcode,name\r\na,\"一,\"\"二\"\"\"\r\n");
    assertEquals(List.of(), table.badLines());
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
    assertTrue(table.badLines().isEmpty());
  }

  @Test
  public void spacesAroundCellsAreRemovedWideOnesToo() {
    assertEquals("鈴木　美咲", read("code,name\na,　鈴木　美咲 \n").lines().get(0).cell("name"));
  }

  @Test
  public void headerTellsMissingUnknownAndRepeatedColumns() {
    assertEquals(
        List.of(new BadLine(1, "nmae", "unknown", "nmae"), new BadLine(1, "name", "required", "")),
        read("code,nmae\na,b\n").badLines());
    assertEquals(
        List.of(new BadLine(1, "code", "invalid", "code")),
        read("code,name,code\na,b,c\n").badLines());
    assertEquals("required", read("").badLines().get(0).code());
  }

  @Test
  public void tooManyCellsAndOpenQuotationAreBadLines() {
    assertEquals(List.of(new BadLine(2, "", "invalid", "")), read("code,name\na,b,c\n").badLines());
    assertEquals(
        List.of(new BadLine(3, "", "invalid", "")), read("code,name\na,b\nc,\"d\n").badLines());
  }
}
