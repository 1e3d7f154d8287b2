package org.madoguchi.channel.mail;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.apache.camel.impl.DefaultCamelContext;
import org.madoguchi.channels.Intake;
import org.madoguchi.channels.spi.ChannelConnector;
import org.madoguchi.channels.testkit.ChannelFixture;
import org.madoguchi.channels.testkit.PeerMessage;
import org.madoguchi.channels.testkit.PeerReceived;
import org.madoguchi.tickets.ContactPoint;
import org.madoguchi.tickets.InboundContact.Nature;

/**
 * Mail for the contract kit: a real IMAP mailbox behind a line that can be cut, and an SMTP server
 * that obeys.
 */
final class MailFixture implements ChannelFixture {
  private static final Charset JIS = Charset.forName("x-windows-iso2022jp");

  private final MailPeer mailbox = new MailPeer();
  private final Switch line = new Switch(mailbox.imapPort());
  private final ScriptedSmtp smtp = new ScriptedSmtp();
  private MailChannel running;

  MailFixture() throws IOException {}

  @Override
  public String channel() {
    return "mail-mihon";
  }

  @Override
  public Class<?> component() {
    return MailChannel.class;
  }

  @Override
  public ContactPoint citizen() {
    return new ContactPoint(ContactPoint.Kind.MAIL, "hanako@citizen.example");
  }

  @Override
  public ChannelConnector start(Intake intake) throws Exception {
    running = started(TestConfig.mihon().imap(line.port()).smtp(smtp.port()), intake);
    return running;
  }

  static MailChannel started(TestConfig config, Intake intake) throws Exception {
    return new MailChannel(
        config.build(),
        Map.of("service.pid", "org.madoguchi.channel.mail~mihon"),
        new DefaultCamelContext(),
        intake,
        new SingleNode(),
        Clock.systemUTC());
  }

  @Override
  public void stop() {
    if (running != null) {
      running.stop();
      running = null;
    }
  }

  @Override
  public Optional<BadStart> startMisconfigured(Intake intake) throws Exception {
    running = started(TestConfig.mihon().imap(line.port()).with("inHost", " "), intake);
    return Optional.of(new BadStart(running, "inHost"));
  }

  @Override
  public void deliver(PeerMessage message) throws Exception {
    ByteArrayOutputStream mail = new ByteArrayOutputStream();
    write(mail, "From: " + word(message.senderName()) + " <" + message.sender().value() + ">");
    write(mail, "To: " + MailPeer.ADDRESS);
    write(mail, "Subject: " + word(message.subject()));
    write(mail, "Message-ID: <" + message.id() + ">");
    write(mail, "Date: Sat, 21 Nov 2026 09:00:00 +0900");
    references(mail, message.references());
    write(mail, "MIME-Version: 1.0");
    write(mail, "Content-Type: multipart/mixed; boundary=b");
    write(mail, "\r\n--b\r\nContent-Type: text/plain; charset=ISO-2022-JP\r\n");
    mail.writeBytes(message.text().replace("\n", "\r\n").getBytes(JIS));
    for (PeerMessage.File file : message.attachments()) {
      write(mail, "\r\n--b\r\nContent-Type: " + file.mediaType());
      write(mail, "Content-Disposition: attachment; filename=\"" + word(file.name()) + "\"");
      write(mail, "Content-Transfer-Encoding: base64\r\n");
      write(mail, Base64.getMimeEncoder().encodeToString(file.content()));
    }
    write(mail, "\r\n--b--");
    mailbox.put(mail.toByteArray());
  }

  private static void references(ByteArrayOutputStream mail, List<String> newestFirst) {
    if (newestFirst.isEmpty()) {
      return;
    }
    write(mail, "In-Reply-To: <" + newestFirst.get(0) + ">");
    List<String> oldestFirst = new ArrayList<>(newestFirst);
    Collections.reverse(oldestFirst);
    write(mail, "References: <" + String.join(">\r\n <", oldestFirst) + ">");
  }

  private static String word(String text) {
    return "=?ISO-2022-JP?B?" + Base64.getEncoder().encodeToString(text.getBytes(JIS)) + "?=";
  }

  private static void write(ByteArrayOutputStream out, String line) {
    out.writeBytes((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
  }

  @Override
  public void deliverMalformed() throws Exception {
    mailbox.put("Subject: no sender at all\n\nbody\n");
  }

  @Override
  public boolean deliverAutomatic(Nature nature) throws Exception {
    String mark =
        switch (nature) {
          case AUTO_REPLY -> "Auto-Submitted: auto-replied\n";
          case BOUNCE ->
              "Content-Type: multipart/report; report-type=delivery-status; boundary=b\n";
          case BULK -> "List-Id: <news.example>\n";
          case PERSON -> "";
        };
    mailbox.put("From: robot@citizen.example\nSubject: x\n" + mark + "\n--b\n\ntext\n--b--\n");
    return nature != Nature.PERSON;
  }

  @Override
  public int unacknowledged() throws Exception {
    return mailbox.waiting();
  }

  @Override
  public List<PeerReceived> received() throws Exception {
    List<PeerReceived> all = new ArrayList<>();
    for (ScriptedSmtp.Received mail : smtp.received()) {
      all.add(received(mail));
    }
    return all;
  }

  /** Read by another library than the one that wrote it. */
  private static PeerReceived received(ScriptedSmtp.Received mail)
      throws MessagingException, IOException {
    MimeMessage message =
        new MimeMessage(
            Session.getInstance(new Properties()), new ByteArrayInputStream(mail.content()));
    List<PeerMessage.File> files = new ArrayList<>();
    if (message.isMimeType("multipart/mixed")) {
      Multipart parts = (Multipart) message.getContent();
      for (int i = 1; i < parts.getCount(); i++) {
        BodyPart part = parts.getBodyPart(i);
        files.add(
            new PeerMessage.File(
                part.getFileName(), part.getContentType(), part.getInputStream().readAllBytes()));
      }
    }
    String automatic = message.getHeader("Auto-Submitted", null);
    return new PeerReceived(
        message.getMessageID().replaceAll("[<>]", ""),
        List.of(mail.recipient()),
        MimeUtility.decodeText(MimeUtility.unfold(message.getHeader("Subject", null))),
        plain(message),
        files,
        "auto-replied".equals(automatic));
  }

  /** The first part, and of that the first. */
  static String plain(Part part) throws MessagingException, IOException {
    return part.getContent() instanceof Multipart parts
        ? plain(parts.getBodyPart(0))
        : (String) part.getContent();
  }

  @Override
  public boolean peer(Peer behaviour) throws Exception {
    smtp.mode(
        switch (behaviour) {
          case UP, AWAY -> ScriptedSmtp.Mode.TAKE;
          case REFUSES -> ScriptedSmtp.Mode.REFUSE_RECIPIENT;
          case BREAKS_OFF -> ScriptedSmtp.Mode.BREAK_OFF_AFTER_CONTENT;
          case SILENT -> ScriptedSmtp.Mode.SILENT_AFTER_CONTENT;
        });
    if (behaviour == Peer.AWAY) {
      line.off();
      smtp.away();
    } else {
      line.on();
      smtp.up();
    }
    return true;
  }

  @Override
  public Set<String> secrets() {
    return Set.of(MailPeer.PASSWORD);
  }

  @Override
  public boolean isPeerThread(Thread thread) {
    String name = thread.getName();
    return name.equals(Switch.THREAD)
        || name.equals(ScriptedSmtp.THREAD)
        || name.contains("imap")
        || name.contains("Imap");
  }

  @Override
  public void close() throws Exception {
    line.close();
    smtp.close();
    mailbox.close();
  }
}
