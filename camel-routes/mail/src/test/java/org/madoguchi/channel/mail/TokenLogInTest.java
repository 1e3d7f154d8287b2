package org.madoguchi.channel.mail;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;
import static org.madoguchi.channel.mail.Until.until;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Base64;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.After;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.madoguchi.channels.spi.ChannelStatus.State;
import org.madoguchi.channels.spi.ChannelUnavailable;
import org.madoguchi.channels.spi.OutboundMessage;
import org.madoguchi.tickets.ContactPoint;

/** Log-in by OAuth 2.0: an access token from a file, which somebody else renews. */
public class TokenLogInTest {
  private static final String TOKEN = "ya29." + "t0ken".repeat(300); // as long as real ones
  private static final String RENEWED = "ya29.renewed";

  @Rule public TemporaryFolder folder = new TemporaryFolder();

  private final MailPeer peer = new MailPeer();
  private final TestInbox inbox = new TestInbox();
  private TokenGate gate;
  private MailChannel channel;

  @After
  public void stop() throws Exception {
    if (channel != null) {
      channel.stop();
    }
    if (gate != null) {
      gate.close();
    }
    peer.close();
  }

  private Path token(String token) throws IOException {
    Path file = folder.getRoot().toPath().resolve("token");
    Path next = folder.getRoot().toPath().resolve("token.new");
    Files.writeString(next, token + "\n");
    return Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private TestConfig receiving(TokenGate.Protocol protocol, String token) throws Exception {
    boolean imap = protocol == TokenGate.Protocol.IMAP;
    gate = new TokenGate(protocol, imap ? peer.imapPort() : peer.pop3Port(), TOKEN);
    TestConfig config = TestConfig.mihon();
    return (imap ? config.imap(gate.port()) : config.pop3(gate.port()))
        .with("inAuth", "xoauth2")
        .with(".inPassword", "")
        .with("inTokenFile", token(token).toString());
  }

  private TestConfig sending(String token) throws Exception {
    gate = new TokenGate(TokenGate.Protocol.SMTP, peer.smtpPort(), TOKEN);
    return TestConfig.mihon()
        .smtp(gate.port())
        .with("smtpAuth", "xoauth2")
        .with("smtpUser", MailPeer.USER)
        .with("smtpTokenFile", token(token).toString());
  }

  private void taken(TokenGate.Protocol protocol) throws Exception {
    peer.put("From: a@b.example\n\nx\n");
    channel = MailFixture.started(receiving(protocol, TOKEN), inbox);
    until("taken", () -> inbox.rows().size() == 1);
    until("online", () -> channel.status().state() == State.ONLINE);
  }

  private static OutboundMessage message() {
    return new OutboundMessage(
        "k",
        "md.mihon-2026-000001.1.abc",
        "",
        List.of(new ContactPoint(ContactPoint.Kind.MAIL, "a@b.example")),
        "x",
        "y",
        List.of(),
        "",
        List.of(),
        false);
  }

  @Test
  public void imapIsReadWithAToken() throws Exception {
    taken(TokenGate.Protocol.IMAP);
  }

  @Test
  public void pop3IsReadWithAToken() throws Exception {
    taken(TokenGate.Protocol.POP3);
  }

  @Test
  public void smtpSendsWithAToken() throws Exception {
    channel = MailFixture.started(sending(TOKEN), inbox);
    channel.send(message());
    assertEquals(1, peer.server().getReceivedMessages().length);
  }

  /** What is refused is said, tried again, and over as soon as the file has the new token. */
  private void recovers(TokenGate.Protocol protocol) throws Exception {
    channel = MailFixture.started(receiving(protocol, "expired"), inbox);
    until("offline", () -> channel.status().state() == State.OFFLINE);
    String reason = channel.status().reason();
    assertTrue(reason, reason.contains("token") && reason.contains("inTokenFile"));
    peer.put("From: a@b.example\n\nx\n");
    gate.accept(RENEWED);
    token(RENEWED);
    until("taken", () -> inbox.rows().size() == 1);
    until("online", () -> channel.status().state() == State.ONLINE);
  }

  @Test
  public void expiredTokenOfImapIsRenewedWithoutARestart() throws Exception {
    recovers(TokenGate.Protocol.IMAP);
  }

  @Test
  public void expiredTokenOfPop3IsRenewedWithoutARestart() throws Exception {
    recovers(TokenGate.Protocol.POP3);
  }

  @Test
  public void expiredTokenOfSmtpIsRenewedWithoutARestart() throws Exception {
    channel = MailFixture.started(sending("expired"), inbox);
    ChannelUnavailable refused =
        assertThrows(ChannelUnavailable.class, () -> channel.send(message()));
    assertTrue(refused.getMessage(), refused.getMessage().contains("smtpTokenFile"));
    token(TOKEN);
    until("online", () -> channel.status().state() == State.ONLINE);
    channel.send(message());
    assertEquals(1, peer.server().getReceivedMessages().length);
  }

  @Test
  public void tokenIsNeverSentAsAPassword() throws Exception {
    for (TokenGate.Protocol protocol : List.of(TokenGate.Protocol.IMAP, TokenGate.Protocol.POP3)) {
      TestConfig config = receiving(protocol, TOKEN);
      gate.offerNoTokens();
      channel = MailFixture.started(config, inbox);
      until("offline", () -> channel.status().state() == State.OFFLINE);
      assertTrue(
          channel.status().reason(), channel.status().reason().contains("does not offer XOAUTH2"));
      assertKept();
      channel.stop();
      gate.close();
    }
    TestConfig config = sending(TOKEN);
    gate.offerNoTokens();
    channel = MailFixture.started(config, inbox);
    String reason =
        assertThrows(ChannelUnavailable.class, () -> channel.send(message())).getMessage();
    assertTrue(reason, reason.contains("does not offer XOAUTH2"));
    assertKept();
  }

  private void assertKept() {
    String encoded = Base64.getEncoder().encodeToString(TOKEN.getBytes(StandardCharsets.UTF_8));
    for (String line : gate.heard()) {
      assertFalse(line.contains(TOKEN) || line.contains(encoded) || line.length() > 500);
    }
  }

  @Test
  public void missingAndEmptyTokenFilesAreTold() throws Exception {
    TestConfig config = receiving(TokenGate.Protocol.IMAP, "");
    channel = MailFixture.started(config, inbox);
    until("offline", () -> channel.status().state() == State.OFFLINE);
    String reason = channel.status().reason();
    assertTrue(reason, reason.contains("cannot be read or is empty (inTokenFile)"));
    token(TOKEN);
    until("online", () -> channel.status().state() == State.ONLINE);
  }

  /** Jakarta Mail writes its protocols to this logger when it is told to be verbose. */
  @Test
  public void tokenIsInNoLogAndNoReason() throws Exception {
    Logger log = Logger.getLogger("");
    StringBuilder written = new StringBuilder();
    Handler handler =
        new Handler() {
          @Override
          public void publish(LogRecord message) {
            synchronized (written) {
              written.append(message.getMessage()).append('\n');
            }
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    handler.setLevel(Level.ALL);
    Level before = log.getLevel();
    log.setLevel(Level.ALL);
    log.addHandler(handler);
    try {
      channel = MailFixture.started(receiving(TokenGate.Protocol.IMAP, TOKEN + "x"), inbox);
      until("offline", () -> channel.status().state() == State.OFFLINE);
      assertFalse(channel.status().reason().contains("ya29"));
      gate.accept(TOKEN + "x");
      until("online", () -> channel.status().state() == State.ONLINE);
    } finally {
      log.removeHandler(handler);
      log.setLevel(before);
    }
    String response = "dXNlcj1zaGltaW4B"; // how its Base64 begins: user=shimin
    synchronized (written) {
      String all = written.toString();
      assertTrue("the protocol was written", all.contains("AUTHENTICATE XOAUTH2"));
      assertFalse(all.contains("ya29") || all.contains(response));
    }
  }
}
