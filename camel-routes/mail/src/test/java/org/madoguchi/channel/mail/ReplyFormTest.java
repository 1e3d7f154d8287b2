package org.madoguchi.channel.mail;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import jakarta.mail.BodyPart;
import jakarta.mail.Multipart;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.james.mime4j.stream.RawField;
import org.apache.james.mime4j.stream.RawFieldParser;
import org.apache.james.mime4j.util.MimeParameterMapping;
import org.junit.After;
import org.junit.Test;
import org.madoguchi.channel.mail.mime.EncodedWords;
import org.madoguchi.channel.mail.mime.HeaderValue;
import org.madoguchi.channels.RawDelivery;
import org.madoguchi.channels.spi.ChannelRejected;
import org.madoguchi.channels.spi.InboundMessage;
import org.madoguchi.channels.spi.InboundMessage.Attachment;
import org.madoguchi.channels.spi.OutboundMessage;
import org.madoguchi.tickets.ContactPoint;

/** In which form answers leave: parts, charset, names, size, copies. */
public class ReplyFormTest {
  private static final String TEXT =
      "お答えします。\nhttps://city.mihon.example/a?b=1&c=2。\n\n> 何時から\n9時～17時";
  private static final String TO = "hanako@citizen.example";

  private final ScriptedSmtp smtp;
  private MailChannel channel;

  public ReplyFormTest() throws Exception {
    smtp = new ScriptedSmtp();
  }

  @After
  public void stop() throws Exception {
    if (channel != null) {
      channel.stop();
    }
    smtp.close();
  }

  private static OutboundMessage message(
      String to, String name, String subject, String text, Attachment... files) {
    return new OutboundMessage(
        "key-1",
        "md.mihon-2026-004512.9.0123456789abcdef",
        name,
        List.of(new ContactPoint(ContactPoint.Kind.MAIL, to)),
        subject,
        text,
        List.of(files),
        "",
        List.of(),
        false);
  }

  private static Attachment file(String name) {
    return new Attachment(
        name, "application/pdf", "", () -> new ByteArrayInputStream(new byte[1000]));
  }

  private TestConfig config() {
    return TestConfig.mihon().smtp(smtp.port());
  }

  private MimeMessage sent(TestConfig config, OutboundMessage message) throws Exception {
    if (channel != null) {
      channel.stop();
    }
    channel = MailFixture.started(config, new TestInbox());
    int before = smtp.received().size();
    channel.send(message);
    return read(smtp.received().get(before).content());
  }

  private static MimeMessage read(byte[] content) throws Exception {
    for (String line : new String(content, StandardCharsets.ISO_8859_1).split("\r\n")) {
      assertTrue(line, line.length() <= 76 || line.indexOf(0x1b) >= 0);
    }
    return new MimeMessage(
        Session.getInstance(new Properties()), new ByteArrayInputStream(content));
  }

  private static String lines(Object text) {
    return ((String) text).replace("\r\n", "\n");
  }

  @Test
  public void replyIsTextFirstAndTheSameWordsAsHtml() throws Exception {
    MimeMessage got = sent(config(), message(TO, "花子", "件名", TEXT, file("a.pdf")));
    assertTrue(got.isMimeType("multipart/mixed"));
    Multipart mixed = (Multipart) got.getContent();
    assertEquals(2, mixed.getCount());
    assertTrue(mixed.getBodyPart(0).isMimeType("multipart/alternative"));
    Multipart forms = (Multipart) mixed.getBodyPart(0).getContent();
    assertTrue(forms.getBodyPart(0).isMimeType("text/plain"));
    assertEquals(TEXT, lines(forms.getBodyPart(0).getContent()));
    assertTrue(forms.getBodyPart(1).isMimeType("text/html"));
    String html = lines(forms.getBodyPart(1).getContent());
    assertTrue(
        html,
        html.contains(
            "<a href=\"https://city.mihon.example/a?b=1&amp;c=2\">"
                + "https://city.mihon.example/a?b=1&amp;c=2</a>。<br>"));
    assertTrue(html, html.contains(">\n何時から<br>\n</blockquote>"));
    // what our own reader makes of the HTML alone is what was written, but for the quote's mark
    RawDelivery itself =
        new RawDelivery(
            "mail-mihon",
            "k",
            Map.of(),
            new ByteArrayInputStream(
                ("From: a@b.example\nContent-Type: text/html; charset=UTF-8\n\n" + html)
                    .getBytes(StandardCharsets.UTF_8)),
            Samples.RECEIVED);
    String again = channel.read(itself).get(0).text().replaceAll("\\n+", "\n");
    assertEquals(TEXT.replace("> ", "").replaceAll("\\n+", "\n"), again);
  }

  @Test
  public void withoutHtmlAndFilesItIsTextAlone() throws Exception {
    MimeMessage got = sent(config().with("html", false), message(TO, "花子", "件名", TEXT));
    assertTrue(got.isMimeType("text/plain"));
    assertEquals(TEXT, lines(got.getContent()).stripTrailing());
  }

  @Test
  public void oldPhonesGetBareJisTextAndNoHtml() throws Exception {
    TestConfig config = config().with("charsetByDomain", new String[] {"docomo.ne.jp"});
    String subject = "住民票の写しの取り方について（第二回目のお尋ねへのお答え）";
    MimeMessage got = sent(config, message("hanako@docomo.ne.jp", "山田 花子", subject, TEXT));
    assertTrue(got.isMimeType("text/plain"));
    assertEquals("text/plain; charset=ISO-2022-JP", got.getContentType());
    assertEquals("7bit", got.getEncoding());
    assertEquals(subject, got.getSubject());
    assertTrue(got.getHeader("Subject", null).startsWith("=?ISO-2022-JP?B?"));
    assertEquals("山田 花子", ((InternetAddress) got.getAllRecipients()[0]).getPersonal());
    // ～ and 〜 are one character there, and Java reads it as the latter
    assertEquals(TEXT.replace('～', '〜'), lines(got.getContent()).stripTrailing());
    MimeMessage other = sent(config, message(TO, "山田 花子", subject, TEXT));
    assertTrue(other.isMimeType("multipart/alternative"));
    assertTrue(other.getHeader("Subject", null).startsWith("=?UTF-8?B?"));
  }

  @Test
  public void everyPartOfAnInstancesMailIsInItsCharset() throws Exception {
    MimeMessage got =
        sent(
            config().with("charset", "iso-2022-jp"),
            message(TO, "山田 花子", "件名", TEXT, file("申請書の控え（最終版・差し替え済み）令和八年度.pdf")));
    Multipart mixed = (Multipart) got.getContent();
    Multipart forms = (Multipart) mixed.getBodyPart(0).getContent();
    assertEquals("text/plain; charset=ISO-2022-JP", forms.getBodyPart(0).getContentType());
    assertEquals("text/html; charset=ISO-2022-JP", forms.getBodyPart(1).getContentType());
    assertEquals("申請書の控え（最終版・差し替え済み）令和八年度.pdf", mixed.getBodyPart(1).getFileName());
  }

  @Test
  public void whatJisCannotWriteMakesThatMailUtf8() throws Exception {
    TestConfig config = config().with("charset", "iso-2022-jp").with("html", false);
    for (OutboundMessage message :
        List.of(
            message(TO, "山田", "件名", "ありがとう😀"),
            message(TO, "髙橋", "件名", "本文"),
            message(TO, "山田", "①の件", "本文"),
            message(TO, "山田", "件名", "ｶﾀｶﾅ"),
            message(TO, "山田", "件名", "本文", file("㈱美本.pdf")))) {
      MimeMessage got = sent(config, message);
      assertEquals(message.subject(), got.getSubject());
      assertEquals(
          message.recipientName(), ((InternetAddress) got.getAllRecipients()[0]).getPersonal());
      assertEquals(message.text(), MailFixture.plain(got).strip());
      byte[] raw = smtp.received().get(smtp.received().size() - 1).content();
      assertFalse(new String(raw, StandardCharsets.US_ASCII).contains("ISO-2022-JP"));
    }
  }

  @Test
  public void longLinesOfJisAreWrapped() throws Exception {
    String text = "長".repeat(600);
    MimeMessage got =
        sent(
            config().with("charset", "iso-2022-jp").with("html", false),
            message(TO, "山田", "件名", text));
    assertEquals("base64", got.getEncoding());
    assertEquals(text, MailFixture.plain(got).strip());
  }

  @Test
  public void everyReaderSeesTheNamesOfFiles() throws Exception {
    for (String name :
        List.of(
            "申請書.pdf",
            "令和8年度住民税申告書の控え（最終版・差し替え済み・提出用・二枚目）.pdf",
            "㈱髙島屋 見積①😀.pdf",
            "plain name.pdf",
            "quote\"and\\stroke.pdf",
            "a".repeat(80) + ".pdf")) {
      for (String charset : List.of("utf-8", "iso-2022-jp")) {
        MimeMessage got =
            sent(config().with("charset", charset), message(TO, "", "x", "y", file(name)));
        BodyPart part = ((Multipart) got.getContent()).getBodyPart(1);
        assertEquals("Angus", name, part.getFileName());
        String disposition = part.getHeader("Content-Disposition")[0].replace("\r\n", "");
        assertEquals("mime4j", name, byMime4j(disposition));
        assertEquals("ours", name, HeaderValue.parse(disposition).parameter("filename"));
        String type = part.getContentType();
        assertEquals("readers of old", name, HeaderValue.parse(type).parameter("name"));
        assertEquals(1, disposition.split("filename\\*?=|filename\\*0\\*=", -1).length - 1);
      }
    }
  }

  private static String byMime4j(String disposition) {
    MimeParameterMapping parameters = new MimeParameterMapping();
    RawFieldParser.DEFAULT
        .parseRawBody(new RawField("Content-Disposition", disposition))
        .getParams()
        .forEach(p -> parameters.addParameter(p.getName(), p.getValue()));
    return parameters.get("filename");
  }

  @Test
  public void subjectIsFoldedBetweenWholeWords() throws Exception {
    String subject = "👨‍👩‍👧‍👦" + "住民票の写し".repeat(20) + " and something in English";
    MimeMessage got = sent(config(), message(TO, "花".repeat(60), subject, "y"));
    assertEquals(subject, got.getSubject());
    String raw = got.getHeader("Subject", null);
    assertEquals(subject, EncodedWords.decode(raw.replace("\r\n", "")));
    for (String word : raw.split("\r\n ")) {
      assertFalse("each word by itself: " + word, EncodedWords.decode(word).contains("\ufffd"));
    }
  }

  @Test
  public void archiveGetsTheSameMailUnseen() throws Exception {
    TestConfig config = config().with("bccArchive", "hozon@city.mihon.example");
    MimeMessage got = sent(config, message(TO, "花子", "件名", TEXT));
    assertNull(got.getHeader("Bcc"));
    assertEquals(
        List.of(TO, "hozon@city.mihon.example"),
        smtp.received().stream().map(ScriptedSmtp.Received::recipient).toList());
    assertArrayEquals(smtp.received().get(0).content(), smtp.received().get(1).content());
    assertFalse(
        new String(smtp.received().get(0).content(), StandardCharsets.US_ASCII).contains("hozon"));
  }

  @Test
  public void archivesRefusalIsNoneOfTheCitizens() throws Exception {
    smtp.refuse("hozon@city.mihon.example");
    sent(config().with("bccArchive", "hozon@city.mihon.example"), message(TO, "", "x", "y"));
    assertEquals(1, smtp.received().size());
  }

  @Test
  public void archiveHasNothingThatTheCitizenHasNot() throws Exception {
    smtp.refuse(TO);
    channel =
        MailFixture.started(
            config().with("bccArchive", "hozon@city.mihon.example"), new TestInbox());
    assertThrows(ChannelRejected.class, () -> channel.send(message(TO, "", "x", "y")));
    assertEquals(0, smtp.received().size());
  }

  @Test
  public void largerThanAllowedIsRefusedBeforeSending() throws Exception {
    channel = MailFixture.started(config().with("maxSizeKilobytes", 100), new TestInbox());
    Attachment fits = sized(70_000);
    Attachment tooLarge = sized(80_000); // 107 KB when encoded
    channel.send(message(TO, "", "x", "y", fits));
    ChannelRejected refused =
        assertThrows(
            ChannelRejected.class, () -> channel.send(message(TO, "", "x", "y", tooLarge)));
    assertTrue(refused.getMessage(), refused.getMessage().contains("100 KB"));
    assertThrows(
        "text counts, too",
        ChannelRejected.class,
        () -> channel.send(message(TO, "", "x", "長".repeat(40_000))));
    assertEquals(1, smtp.received().size());
  }

  private static Attachment sized(int bytes) {
    return new Attachment(
        "a.bin", "application/pdf", "", () -> new ByteArrayInputStream(new byte[bytes]));
  }

  /** Our own mail is read by ourselves when a citizen's program sends it back whole. */
  @Test
  public void ourOwnReaderReadsWhatWeWrite() throws Exception {
    sent(config(), message(TO, "髙橋 花子", "件名①", TEXT, file("㈱.pdf")));
    InboundMessage read =
        channel
            .read(
                new RawDelivery(
                    "mail-mihon",
                    "k",
                    Map.of(),
                    new ByteArrayInputStream(smtp.received().get(0).content()),
                    Samples.RECEIVED))
            .get(0);
    assertEquals("件名①", read.subject());
    assertEquals(TEXT, read.text());
    assertEquals("㈱.pdf", read.attachments().get(0).fileName());
  }
}
