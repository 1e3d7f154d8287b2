package org.madoguchi.tickets.internal.files;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.HexFormat;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.Test;
import org.madoguchi.tickets.internal.files.Content.Preview;

public class SnifferTest {
  private static final String PNG = "89504e470d0a1a0a0000000d49484452%08x%08x08060000001f15c489";

  @Test
  public void contentTellsItsKindWhateverItIsCalled() {
    assertSniffed("%PDF-1.7\n%âãÏÓ", "x.exe.txt", "application/pdf", FileKind.PDF);
    assertSniffed("MZ\u0090\0\3\0", "請求書.pdf", "application/x-msdownload", FileKind.PROGRAM);
    assertSniffed("\u007fELF\2\1", "a.png", "application/x-executable", FileKind.PROGRAM);
    assertSniffed("#!/bin/sh\nrm -rf ~\n", "readme.txt", "text/x-shellscript", FileKind.SCRIPT);
    assertSniffed(
        "\ufeff<!DOCTYPE html><script>".substring(1), "a.jpg", "text/html", FileKind.MARKUP);
    assertSniffed(
        "<?xml version=\"1.0\"?><svg onload=x>", "a.png", "image/svg+xml", FileKind.MARKUP);
    assertSniffed("GIF89a\1\0\1\0", "a.bin", "image/gif", FileKind.IMAGE);
    assertSniffed(
        "Received: from a\r\n by b;\r\nFrom: x@y.example\r\nSubject: z\r\n\r\nbody",
        "forwarded",
        "message/rfc822",
        FileKind.MESSAGE);
    assertSniffed("xx-lh5-", "a.lzh", "application/x-lzh-compressed", FileKind.ARCHIVE);
    assertSniffed("a,b\n1,2\n", "a.csv", "text/plain", FileKind.TEXT);
    assertSniffed("\0\1\2\3", "a", "application/octet-stream", FileKind.UNKNOWN);
    assertSniffed("", "a.txt", "text/plain", FileKind.TEXT);
  }

  @Test
  public void japaneseTextIsTextInEveryEncoding() {
    for (String charset : new String[] {"UTF-8", "Windows-31J", "ISO-2022-JP", "EUC-JP"}) {
      byte[] text = "粗大ごみの出し方を教えてください。".getBytes(Charset.forName(charset));
      assertEquals(charset, FileKind.TEXT, Sniffer.sniff(text, text.length, "a.txt").kind());
    }
  }

  @Test
  public void whatRunsByItsNameIsNoText() {
    assertSniffed("@echo off\r\n", "a.bat", "text/plain", FileKind.SCRIPT);
    assertSniffed("WScript.Echo 1", "写真.jpg.vbs", "text/plain", FileKind.SCRIPT);
    assertSniffed("WScript.Echo 1", "a.JS. . ", "text/plain", FileKind.SCRIPT);
    assertSniffed("<html>", "a.hta", "text/html", FileKind.SCRIPT);
    assertSniffed("\0\0\0", "a.scr", "application/octet-stream", FileKind.PROGRAM);
    assertSniffed("[InternetShortcut]", "a.url", "text/plain", FileKind.PROGRAM);
    assertSniffed(
        "\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1",
        "a.msi",
        "application/x-msi",
        FileKind.PROGRAM);
  }

  @Test
  public void zipsAreToldApartByTheNamesOfTheirEntries() throws IOException {
    assertZip("a.zip", FileKind.ARCHIVE, "写真.jpg");
    assertZip("申請書.docx", FileKind.DOCUMENT, "[Content_Types].xml", "word/document.xml");
    assertZip("a.docx", FileKind.MACRO, "[Content_Types].xml", "word/vbaProject.bin");
    assertZip("a.xlsm", FileKind.MACRO, "[Content_Types].xml", "xl/workbook.xml");
    assertZip("写真.zip", FileKind.PROGRAM, "META-INF/MANIFEST.MF", "A.class");
  }

  private static void assertZip(String name, FileKind kind, String... entries) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (String entry : entries) {
        zip.putNextEntry(new ZipEntry(entry));
        zip.write(entry.getBytes(ISO_8859_1));
      }
    }
    assertEquals(name, kind, Sniffer.sniff(bytes.toByteArray(), bytes.size(), name).kind());
  }

  @Test
  public void onlyPicturesOfBoundedSizeAreShown() {
    assertEquals(Preview.IMAGE, png(4_000, 3_000));
    assertEquals("a few bytes that unfold into 4 GB", Preview.NONE, png(30_000, 30_000));
    assertEquals(Preview.NONE, png(1, 2_000_000_000));
    assertEquals(Preview.NONE, png(0, 10));
    assertEquals(
        "too much to load",
        Preview.NONE,
        Sniffer.sniff(header(100, 100), 11L * 1024 * 1024, "a.png").preview());
    byte[] cut = HexFormat.of().parseHex("89504e470d0a1a0a");
    assertEquals(Preview.NONE, Sniffer.sniff(cut, 8, "a.png").preview());
    byte[] jpeg =
        HexFormat.of().parseHex("ffd8ffe00010" + "00".repeat(14) + "ffc0001108025803200300");
    assertEquals(Preview.IMAGE, Sniffer.sniff(jpeg, jpeg.length, "a.jpg").preview());
    assertEquals(Preview.NONE, sniff("<svg width='1' height='1'>", "a.svg").preview());
    assertEquals(Preview.NONE, sniff("BM" + "\0".repeat(40), "a.bmp").preview());
  }

  private static Preview png(int width, int height) {
    byte[] header = header(width, height);
    return Sniffer.sniff(header, header.length, "a.png").preview();
  }

  private static byte[] header(int width, int height) {
    return HexFormat.of().parseHex(String.format(PNG, width, height));
  }

  @Test
  public void nothingAnybodySendsBreaksIt() {
    Random random = new Random(11);
    String[] begins = {
      "", "PK\3\4", "\u00ff\u00d8\u00ff", "RIFF\0\0\0\0WEBPVP8", "GIF89a", "%PDF-"
    };
    for (int i = 0; i < 3_000; i++) {
      byte[] tail = new byte[random.nextInt(400)];
      random.nextBytes(tail);
      String begin = begins[i % begins.length];
      sniff(begin + new String(tail, ISO_8859_1), "a" + i);
    }
    String endless = "A: b\r\n" + " ".repeat(8_000) + "\r\n".repeat(50_000);
    assertEquals(FileKind.TEXT, sniff(endless, "a").kind());
  }

  @Test
  public void endingThatPromisesSomethingElseIsADisguise() {
    assertTrue(FileNames.isDisguise("請求書.pdf", FileKind.PROGRAM));
    assertTrue(FileNames.isDisguise("写真.jpg", FileKind.MARKUP));
    assertTrue(FileNames.isDisguise("写真.jpg", FileKind.ARCHIVE));
    assertTrue(FileNames.isDisguise("申請書.docx", FileKind.MACRO));
    assertTrue(FileNames.isDisguise("案内.pdf", FileKind.TEXT));
    assertFalse(FileNames.isDisguise("写真.png", FileKind.IMAGE));
    assertFalse(FileNames.isDisguise("setup.exe", FileKind.PROGRAM));
    assertFalse("it says so itself", FileNames.isDisguise("a.scr", FileKind.ARCHIVE));
    assertFalse(FileNames.isDisguise("名前だけ", FileKind.PDF));
    assertFalse(FileNames.isDisguise("一覧.csv", FileKind.UNKNOWN));
  }

  @Test
  public void namesAreReadAsTheyAre() {
    assertEquals("photognp.exe", FileNames.clean("photo\u202egnp.exe"));
    assertEquals("ab.txt", FileNames.clean("a\u200bb\u2066.txt\u2069"));
    assertEquals("a b.txt", FileNames.clean("a\r\nb.txt").replaceAll(" +", " "));
    assertEquals("𠮷野家.pdf", FileNames.clean("𠮷野家.pdf"));
    assertEquals("exe", FileNames.extension("a.pdf\u202e.EXE"));
  }

  private static void assertSniffed(String content, String name, String type, FileKind kind) {
    Content seen = sniff(content, name);
    assertEquals(name, type, seen.mediaType());
    assertEquals(name, kind, seen.kind());
  }

  private static Content sniff(String content, String name) {
    byte[] bytes = content.getBytes(ISO_8859_1);
    return Sniffer.sniff(bytes, bytes.length, name);
  }
}
