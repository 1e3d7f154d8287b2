package org.madoguchi.channel.mail.mime;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.Test;
import org.madoguchi.channel.mail.mime.tnef.TnefWriter;
import org.madoguchi.channel.mail.mime.tnef.TnefWriter.Properties;
import org.madoguchi.channels.spi.InboundMessage;
import org.madoguchi.channels.spi.InboundMessage.Attachment;

/** What Outlook wrapped into winmail.dat comes out of it. */
public class TnefTest {
  private static final Charset WINDOWS = Charset.forName("windows-31j");
  private static final byte[] PDF = "%PDF-1.4 content".getBytes(StandardCharsets.US_ASCII);
  private static final int LONG_NAME = 0x3707;
  private static final int OBJECT = 0x3701;
  private static final int RTF = 0x1009;
  private static final String RTF_HEAD =
      "{\\rtf1\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0\\fswiss Arial;}"
          + "{\\f1\\fnil\\fcharset128 MS Gothic;}}{\\colortbl ;\\red0\\green0\\blue255;}";

  private static byte[] windows(String text) {
    return text.getBytes(WINDOWS);
  }

  private static byte[] mail(String text, byte[] tnef) throws Exception {
    ByteArrayOutputStream mail = new ByteArrayOutputStream();
    String head =
        "From: hanako@citizen.example\r\nSubject: x\r\nMIME-Version: 1.0\r\n"
            + "Content-Type: multipart/mixed; boundary=b\r\n\r\n"
            + "--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
            + text
            + "\r\n--b\r\nContent-Type: application/ms-tnef; name=\"winmail.dat\"\r\n"
            + "Content-Transfer-Encoding: base64\r\n\r\n";
    mail.writeBytes(head.getBytes(StandardCharsets.UTF_8));
    mail.writeBytes(Base64.getMimeEncoder().encode(tnef));
    mail.writeBytes("\r\n--b--\r\n".getBytes(StandardCharsets.US_ASCII));
    return mail.toByteArray();
  }

  private static InboundMessage read(String text, TnefWriter tnef) throws Exception {
    return Mails.read(mail(text, tnef.bytes()));
  }

  private static List<String> names(InboundMessage message) {
    return message.attachments().stream().map(Attachment::fileName).toList();
  }

  private static Properties named(String name) {
    return new Properties().others().unicode(LONG_NAME, name);
  }

  private static String rtf(String rtf) throws Exception {
    byte[] compressed = TnefWriter.literally(rtf.getBytes(StandardCharsets.ISO_8859_1));
    TnefWriter tnef = new TnefWriter().properties(new Properties().binary(RTF, compressed));
    return read("", tnef).text();
  }

  @Test
  public void filesComeOutWithNamesTypesAndContent() throws Exception {
    InboundMessage read =
        read(
            "本文",
            new TnefWriter()
                .codePage(932)
                .body(windows("中の本文"))
                .file(
                    windows("SHINSE~1.PDF"),
                    PDF,
                    named("申請書①㈱.pdf").string(0x370e, windows("application/pdf\0")))
                .file(windows("住民票の写し.doc\0"), new byte[] {1, 2}, new Properties())
                .file(windows("p.png"), new byte[] {3}, named("p.png").unicode(0x3712, "<p@x>")));
    assertEquals("the text outside counts", "本文", read.text());
    assertEquals(List.of("申請書①㈱.pdf", "住民票の写し.doc", "p.png"), names(read));
    Attachment first = read.attachments().get(0);
    assertEquals("application/pdf", first.mediaType());
    assertArrayEquals(PDF, first.content().open().readAllBytes());
    assertEquals("application/octet-stream", read.attachments().get(1).mediaType());
    assertEquals("p@x", read.attachments().get(2).contentId());
  }

  @Test
  public void namesAreCleanedLikeAllOthers() throws Exception {
    InboundMessage read =
        read("x", new TnefWriter().file(windows("a"), PDF, named("..\\..\\etc\u202e/\u0007a.pdf")));
    assertEquals(List.of("a.pdf"), names(read));
  }

  @Test
  public void itsTextIsUsedWhereThereIsNoOther() throws Exception {
    TnefWriter tnef = new TnefWriter().codePage(932).body(windows("表示の件\0"));
    assertEquals("表示の件", read("", tnef).text());
    TnefWriter unicode = new TnefWriter().properties(new Properties().unicode(0x1000, "表示の件"));
    assertEquals("表示の件", read("", unicode).text());
  }

  @Test
  public void itsHtmlIsUsedWhereThereIsNoText() throws Exception {
    byte[] html = "<p>表示の<b>件</b></p>".getBytes(StandardCharsets.UTF_8);
    Properties properties = new Properties().number(0x3fde, 65001).binary(0x1013, html);
    InboundMessage read = read("", new TnefWriter().codePage(932).properties(properties));
    assertEquals("表示の件", read.text());
    assertEquals("<p>表示の<b>件</b></p>", read.html());
  }

  @Test
  public void rtfIsReadAsWords() throws Exception {
    assertEquals(
        "表示の件 (A)\nthe end",
        rtf(
            RTF_HEAD
                + "\\pard\\f1\\'95\\\\\\'8e\\'a6\\'82\\'cc\\'8c\\'8f\\f0  (A)\\par\r\n"
                + "{\\*\\unknown {\\b not seen}}{\\pict 0011}the \\b end\\b0}"));
    assertEquals("表示 ok", rtf(RTF_HEAD + "\\uc1\\u-30616?\\u31034? ok}"));
    assertEquals("表x", rtf(RTF_HEAD + "{\\uc2\\u-30616\\'95\\'5cx}}"));
  }

  @Test
  public void htmlInsideRtfIsTakenOut() throws Exception {
    String wrapped =
        "{\\rtf1\\ansi\\ansicpg1252\\fromhtml1 \\deff0{\\fonttbl{\\f0 Arial;}{\\f1\\fcharset128 MS;}}"
            + "{\\*\\htmltag64 <p>}\\htmlrtf {\\htmlrtf0 \\f1\\'95\\\\\\'8e\\'a6"
            + "{\\*\\htmltag84 &nbsp;}\\htmlrtf \\'a0\\htmlrtf0 ok\\htmlrtf }\\htmlrtf0 "
            + "{\\*\\htmltag72 </p>}}";
    assertEquals("表示 ok", rtf(wrapped));
  }

  @Test
  public void compressedRtfIsExpanded() throws Exception {
    // the examples of MS-OXRTFCP, 4.1
    assertEquals(
        "hello world",
        compressed(
            "2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af32068656c090020627705b06c647d0a800fa0"));
    assertEquals(
        "WXYZWXYZWXYZWXYZWXYZ",
        compressed("1a0000001c0000004c5a4675e2d44b51410004205758595a0d6e7d010eb0"));
  }

  private static String compressed(String hex) throws Exception {
    byte[] bytes = new byte[hex.length() / 2];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) Integer.parseInt(hex.substring(2 * i, 2 * i + 2), 16);
    }
    return read("", new TnefWriter().properties(new Properties().binary(RTF, bytes))).text();
  }

  @Test
  public void messageWithinGivesItsFilesAndText() throws Exception {
    TnefWriter inner =
        new TnefWriter()
            .properties(new Properties().unicode(0x1000, "中の本文").unicode(0x0037, "転送"))
            .file(windows("a.pdf"), PDF, named("中の.pdf"));
    Properties attached = new Properties().unicode(0x3001, "先日の件").object(OBJECT, inner.bytes());
    InboundMessage read = read("外", new TnefWriter().object(attached));
    assertEquals("外", read.text());
    assertEquals(List.of("先日の件.txt", "中の.pdf"), names(read));
    assertEquals(
        "中の本文",
        new String(
            read.attachments().get(0).content().open().readAllBytes(), StandardCharsets.UTF_8));
  }

  @Test
  public void fileThatLiesInThePropertiesAlone() throws Exception {
    InboundMessage read = read("x", new TnefWriter().object(named("a.pdf").binary(OBJECT, PDF)));
    assertEquals(List.of("a.pdf"), names(read));
    assertArrayEquals(PDF, read.attachments().get(0).content().open().readAllBytes());
  }

  @Test
  public void whatIsCutOffStaysAttachedToo() throws Exception {
    byte[] tnef =
        new TnefWriter()
            .file(windows("a.pdf"), PDF, named("a.pdf"))
            .file(windows("b.pdf"), PDF, named("b.pdf"))
            .bytes();
    InboundMessage read = Mails.read(mail("x", Arrays.copyOf(tnef, tnef.length - 250)));
    assertEquals("a.pdf", names(read).get(0));
    assertEquals("winmail.dat", names(read).get(names(read).size() - 1));
    assertEquals("x\n\nwrapped: winmail.dat", read.text());
  }

  @Test
  public void lengthsThatLieAreNotBelieved() throws Exception {
    for (int length : new int[] {Integer.MAX_VALUE, -1, Integer.MIN_VALUE, 0x7ffffff0, 1 << 24}) {
      byte[] tnef = new TnefWriter().attribute(1, 0x00069003, new byte[20]).bytes();
      byte[] lying = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(length).array();
      System.arraycopy(lying, 0, tnef, tnef.length - 26, 4);
      assertEquals(List.of("winmail.dat"), names(Mails.read(mail("x", tnef))));
      byte[] count = new byte[20];
      System.arraycopy(lying, 0, count, 0, 4);
      byte[] counting = new TnefWriter().attribute(1, 0x00069003, count).bytes();
      assertEquals(List.of("winmail.dat"), names(Mails.read(mail("x", counting))));
    }
  }

  @Test
  public void nestingAndNumberAreBounded() throws Exception {
    byte[] nested = new TnefWriter().file(windows("a"), PDF, named("deepest.pdf")).bytes();
    for (int i = 0; i < 50; i++) {
      nested = new TnefWriter().object(new Properties().object(OBJECT, nested)).bytes();
    }
    InboundMessage deep = Mails.read(mail("x", nested));
    assertEquals("closed where it is too deep", 1, deep.attachments().size());
    TnefWriter many = new TnefWriter();
    for (int i = 0; i < 2000; i++) {
      many.file(windows("a"), new byte[1], new Properties());
    }
    InboundMessage crowded = read("x", many);
    assertEquals(MimeReader.MOST_PARTS, crowded.attachments().size());
    assertTrue(crowded.text().contains("wrapped"));
  }

  @Test
  public void valuesWithoutBytesAreNotCounted() throws Exception {
    // each would be 20,000 times nothing, a thousand times
    Properties endless = new Properties();
    for (int i = 0; i < 1000; i++) {
      endless.endless(0x6000 + i);
    }
    TnefWriter tnef = new TnefWriter();
    for (int i = 0; i < 1000; i++) {
      tnef.properties(endless);
    }
    assertEquals(List.of("winmail.dat"), names(read("x", tnef)));
  }

  @Test
  public void allRtfOfOneMessageIsBounded() throws Exception {
    byte[] packed = TnefWriter.packed("{\\rtf1 a", 160_000);
    TnefWriter tnef = new TnefWriter();
    for (int i = 0; i < 5; i++) {
      byte[] inner = new TnefWriter().properties(new Properties().binary(RTF, packed)).bytes();
      tnef.object(new Properties().object(OBJECT, inner));
    }
    InboundMessage read = read("x", tnef);
    long taken = 0;
    for (Attachment file : read.attachments()) {
      if (!file.fileName().equals("winmail.dat")) {
        taken += file.content().open().readAllBytes().length;
      }
    }
    assertTrue("" + taken, taken > 4_000_000 && taken <= 4 * 1024 * 1024);
    assertTrue(read.text().contains("wrapped"));
  }

  @Test
  public void damagedStreamsAreReadWithinBounds() throws Exception {
    Damage damage = new Damage(20261123);
    byte[] inner = new TnefWriter().file(windows("a.pdf"), PDF, named("中.pdf")).bytes();
    byte[] rtf = TnefWriter.literally((RTF_HEAD + "\\f1\\'95\\\\ ok}").getBytes(WINDOWS));
    byte[] tnef =
        new TnefWriter()
            .codePage(932)
            .properties(new Properties().others().binary(RTF, rtf))
            .file(windows("b.pdf"), PDF, named("申請書.pdf"))
            .object(new Properties().object(OBJECT, inner))
            .bytes();
    for (int round = 0; round < 1500; round++) {
      byte[] damaged = damage.to(tnef);
      InboundMessage read = Mails.read(mail("", damaged));
      long taken = 0;
      for (Attachment file : read.attachments()) {
        taken += file.content().open().readAllBytes().length;
      }
      assertTrue("" + round, taken <= 3L * damaged.length + 100);
      assertTrue("" + round, read.text().length() <= 10 * damaged.length + 100);
    }
  }
}
