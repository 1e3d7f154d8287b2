package org.madoguchi.channel.mail;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;
import static org.madoguchi.channel.mail.Until.until;

import jakarta.mail.BodyPart;
import jakarta.mail.Multipart;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Random;
import org.junit.After;
import org.junit.Test;
import org.madoguchi.channels.spi.ChannelRejected;
import org.madoguchi.channels.spi.ChannelStatus.State;
import org.madoguchi.channels.spi.ChannelUnavailable;
import org.madoguchi.channels.spi.DeliveryInDoubt;
import org.madoguchi.channels.spi.InboundMessage.Attachment;
import org.madoguchi.channels.spi.OutboundMessage;
import org.madoguchi.tickets.ContactPoint;

/** From a reply to SMTP. */
public class SendingMailTest {
  private static final String SUBJECT = "Re: 住民票の写しの取り方について教えてください（第二回目のお尋ね） [2026-004512]";

  private final ScriptedSmtp smtp;
  private final MailChannel channel;

  public SendingMailTest() throws Exception {
    smtp = new ScriptedSmtp();
    channel =
        MailFixture.started(
            TestConfig.mihon().smtp(smtp.port()).with("replyTo", "kaitou@city.mihon.example"),
            new TestInbox());
  }

  @After
  public void stop() throws Exception {
    channel.stop();
    smtp.close();
  }

  private static OutboundMessage message(String to, boolean automatic, List<Attachment> files) {
    List<String> references = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      references.add("r" + i + "@citizen.example");
    }
    references.add("not an id");
    return new OutboundMessage(
        "key-1",
        "md.mihon-2026-004512.9.0123456789abcdef",
        "髙橋 花子",
        List.of(new ContactPoint(ContactPoint.Kind.PHONE, "0312345678"), mail(to)),
        SUBJECT,
        ".\n..\n①お答えします。\r\n\nFrom here\n" + "長".repeat(2000) + "\n",
        files,
        "r39@citizen.example",
        references,
        automatic);
  }

  private static ContactPoint mail(String address) {
    return new ContactPoint(ContactPoint.Kind.MAIL, address);
  }

  private static OutboundMessage message() {
    return message("hanako@citizen.example", false, List.of());
  }

  private MimeMessage received() throws Exception {
    byte[] content = smtp.received().get(0).content();
    for (String line : new String(content, StandardCharsets.ISO_8859_1).split("\r\n")) {
      assertTrue(
          line,
          line.length() <= 76 && line.chars().allMatch(c -> c >= 0x20 && c < 0x7f || c == '\t'));
    }
    return new MimeMessage(
        Session.getInstance(new Properties()), new ByteArrayInputStream(content));
  }

  @Test
  public void replyIsThreadedAndReadsAsWritten() throws Exception {
    String reference = channel.send(message()).messageReference();
    assertEquals("md.mihon-2026-004512.9.0123456789abcdef@city.mihon.example", reference);
    MimeMessage got = received();
    assertEquals("<" + reference + ">", got.getMessageID());
    assertEquals(SUBJECT, got.getSubject());
    InternetAddress from = (InternetAddress) got.getFrom()[0];
    assertEquals("shimin@city.mihon.example", from.getAddress());
    assertEquals("美本市 市民相談窓口", from.getPersonal());
    assertEquals("髙橋 花子", ((InternetAddress) got.getAllRecipients()[0]).getPersonal());
    assertEquals("kaitou@city.mihon.example", got.getReplyTo()[0].toString());
    assertEquals("<r39@citizen.example>", got.getHeader("In-Reply-To", null));
    assertNull(got.getHeader("Auto-Submitted"));
    assertEquals(
        ".\n..\n①お答えします。\n\nFrom here\n" + "長".repeat(2000) + "\n",
        MailFixture.plain(got).replace("\r\n", "\n"));
    assertEquals("shimin@city.mihon.example", smtp.received().get(0).sender());
  }

  @Test
  public void referencesKeepTheFirstAndTheLast() throws Exception {
    channel.send(message());
    String[] references = received().getHeader("References", null).split("\\s+");
    assertEquals(20, references.length);
    assertEquals("<r0@citizen.example>", references[0]);
    assertEquals("<r39@citizen.example>", references[19]);
  }

  @Test
  public void acknowledgementIsMarkedForRobots() throws Exception {
    channel.send(message("hanako@citizen.example", true, List.of()));
    assertEquals("auto-replied", received().getHeader("Auto-Submitted", null));
    assertEquals("All", received().getHeader("X-Auto-Response-Suppress", null));
    assertEquals("our own mark", "shimin@city.mihon.example", received().getHeader("X-Loop", null));
  }

  @Test
  public void attachmentsKeepNamesAndBytes() throws Exception {
    byte[] bytes = new byte[100_000];
    new Random(1).nextBytes(bytes);
    String name = "令和8年度住民税申告書の控え（最終版・差し替え済み）.pdf";
    Attachment file =
        new Attachment(name, "application/pdf", "", () -> new ByteArrayInputStream(bytes));
    Attachment nested =
        new Attachment("m.eml", "message/rfc822", "", () -> new ByteArrayInputStream(bytes));
    channel.send(message("hanako@citizen.example", false, List.of(file, nested)));
    Multipart parts = (Multipart) received().getContent();
    BodyPart attached = parts.getBodyPart(1);
    assertEquals(name, attached.getFileName());
    assertTrue(attached.isMimeType("application/pdf"));
    assertArrayEquals(bytes, attached.getInputStream().readAllBytes());
    assertTrue(
        "may not be Base64 as what it is",
        parts.getBodyPart(2).isMimeType("application/octet-stream"));
    assertArrayEquals(bytes, parts.getBodyPart(2).getInputStream().readAllBytes());
  }

  @Test
  public void unreadableAttachmentIsTemporary() {
    Attachment broken =
        new Attachment(
            "a.pdf",
            "application/pdf",
            "",
            () -> {
              throw new IOException("the blob store is away");
            });
    assertThrows(
        ChannelUnavailable.class,
        () -> channel.send(message("hanako@citizen.example", false, List.of(broken))));
  }

  @Test
  public void carriersInvalidAddressIsQuoted() throws Exception {
    channel.send(message("hana..ko.@docomo.ne.jp", false, List.of()));
    assertEquals("\"hana..ko.\"@docomo.ne.jp", smtp.received().get(0).recipient());
  }

  @Test
  public void whatIsNoAddressIsRejected() {
    for (String bad :
        List.of(
            "",
            "nobody",
            "@x.example",
            "a b@x.example",
            "a@x.example, b@x.example",
            "a@x>.example",
            "a@-x.example")) {
      assertThrows(bad, ChannelRejected.class, () -> channel.send(message(bad, false, List.of())));
    }
    assertEquals(0, smtp.received().size());
  }

  private String rejected(ScriptedSmtp.Mode mode) {
    smtp.mode(mode);
    return assertThrows(ChannelRejected.class, () -> channel.send(message())).getMessage();
  }

  private String unavailable(ScriptedSmtp.Mode mode) {
    smtp.mode(mode);
    return assertThrows(ChannelUnavailable.class, () -> channel.send(message())).getMessage();
  }

  @Test
  public void refusalsTellTheCodeAndNoAddress() {
    String recipient = rejected(ScriptedSmtp.Mode.REFUSE_RECIPIENT);
    assertTrue(recipient, recipient.contains("550 5.1.1") && !recipient.contains("hanako"));
    String content = rejected(ScriptedSmtp.Mode.REFUSE_CONTENT);
    assertTrue(content, content.contains("554 5.6.0") && !content.contains("hanako"));
  }

  @Test
  public void temporaryFailuresAreTriedAgain() {
    String busy = unavailable(ScriptedSmtp.Mode.BUSY);
    assertTrue(busy, busy.contains("451 4.7.1") && !busy.contains("hanako"));
    assertFalse(unavailable(ScriptedSmtp.Mode.WANT_LOGIN).isBlank());
    assertFalse(
        "before the content went", unavailable(ScriptedSmtp.Mode.BREAK_OFF_AT_DATA).isBlank());
  }

  @Test
  public void brokenOffAfterTheContentIsInDoubt() {
    smtp.mode(ScriptedSmtp.Mode.BREAK_OFF_AFTER_CONTENT);
    assertThrows(DeliveryInDoubt.class, () -> channel.send(message()));
  }

  @Test
  public void silenceAfterTheContentIsInDoubtWhenTheTimeIsOver() throws Exception {
    smtp.mode(ScriptedSmtp.Mode.SILENT_AFTER_CONTENT);
    MailChannel impatient =
        MailFixture.started(
            TestConfig.mihon().smtp(smtp.port()).with("readTimeoutMillis", 300), new TestInbox());
    assertThrows(DeliveryInDoubt.class, () -> impatient.send(message()));
    impatient.stop();
  }

  @Test
  public void awayServerShowsInTheStatusAndComesBackByItself() throws Exception {
    until("online", () -> channel.status().state() == State.ONLINE);
    smtp.away();
    assertThrows(ChannelUnavailable.class, () -> channel.send(message()));
    assertEquals(State.OFFLINE, channel.status().state());
    smtp.up();
    until("online", () -> channel.status().state() == State.ONLINE);
  }
}
