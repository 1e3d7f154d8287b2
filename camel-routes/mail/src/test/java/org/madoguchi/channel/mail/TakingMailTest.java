package org.madoguchi.channel.mail;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;
import static org.madoguchi.channel.mail.Until.until;

import com.icegreen.greenmail.store.StoredMessage;
import jakarta.mail.Flags;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.After;
import org.junit.Test;
import org.madoguchi.channels.RawDelivery;
import org.madoguchi.channels.spi.ChannelStatus.State;
import org.madoguchi.channels.spi.InboundMessage;

/** From real IMAP and POP3 mailboxes to the inbox. */
public class TakingMailTest {
  private static final String DONE = "Madoguchi.done"; // GreenMail separates with full stops

  private final MailPeer peer = new MailPeer();
  private final TestInbox inbox = new TestInbox();
  private final SingleNode leases = new SingleNode();
  private MailChannel channel;

  @After
  public void stop() {
    stopChannel();
    peer.close();
  }

  private void stopChannel() {
    if (channel != null) {
      channel.stop();
      channel = null;
    }
  }

  private void start(TestConfig config) throws Exception {
    channel =
        new MailChannel(
            config.build(),
            Map.of("service.pid", "org.madoguchi.channel.mail~mihon"),
            new DefaultCamelContext(),
            inbox,
            leases,
            Clock.systemUTC());
  }

  private TestConfig imap() {
    return TestConfig.mihon().imap(peer.imapPort());
  }

  private static String mail(String name) {
    return "From: hanako@citizen.example\nSubject: x\nMessage-ID: <"
        + name
        + "@citizen.example>\n\n"
        + name
        + "\n";
  }

  @Test
  public void takenMailIsMovedToTheProcessedFolderWhichIsCreated() throws Exception {
    peer.put(mail("one"));
    start(imap());
    until("moved", () -> peer.waiting() == 0 && peer.inFolder(DONE) >= 1);
    assertEquals(1, peer.inFolder(DONE));
    assertTrue(inbox.rows().get(0).text().contains("Message-ID: <one@citizen.example>"));
    assertTrue(inbox.rows().get(0).sourceKey().matches("imap/[0-9a-f]{16}/\\d+/\\d+"));
  }

  @Test
  public void mailIsCommittedBeforeItIsMoved() throws Exception {
    inbox.refuses = text -> true;
    peer.put(mail("patient"));
    start(imap());
    until("refused twice", () -> inbox.calls() >= 2);
    assertEquals(1, peer.waiting());
    StoredMessage waiting = peer.inbox().getMessages().get(0);
    assertFalse("untouched", waiting.getFlags().contains(Flags.Flag.SEEN));
    inbox.refuses = text -> false;
    until("taken", () -> peer.waiting() == 0);
    assertEquals(1, inbox.rows().size());
  }

  @Test
  public void deathBetweenCommitAndMoveDoublesNothing() throws Exception {
    inbox.failsAfterCommit = text -> true;
    for (int i = 0; i < 5; i++) {
      peer.put(mail("m" + i));
    }
    start(imap());
    until("all committed", () -> inbox.rows().size() == 5);
    assertEquals(5, peer.waiting());
    stopChannel();
    inbox.failsAfterCommit = text -> false;
    start(imap());
    until("moved", () -> peer.waiting() == 0 && peer.inFolder(DONE) >= 5);
    assertEquals("the keys survive a restart", 5, inbox.rows().size());
    assertEquals(5, peer.inFolder(DONE));
  }

  @Test
  public void badMessagesDoNotHoldBackTheOthers() throws Exception {
    inbox.refuses = text -> text.contains("poison");
    for (int i = 0; i < 7; i++) {
      peer.put(mail("poison" + i));
    }
    for (int i = 0; i < 10; i++) {
      peer.put(mail("good" + i));
    }
    start(imap().with("maxMessagesPerPoll", 3));
    until("the good ones are taken", () -> inbox.rows().size() == 10);
    until("and moved", () -> peer.waiting() == 7);
  }

  @Test
  public void backlogOfAThousandIsTakenOnce() throws Exception {
    for (int i = 0; i < 1000; i++) {
      peer.put(mail("backlog" + i));
    }
    start(imap());
    until("taken", () -> peer.waiting() == 0 && peer.inFolder(DONE) >= 1000);
    assertEquals(1000, inbox.rows().size());
    assertEquals(1000, inbox.calls());
    assertEquals(1000, peer.inFolder(DONE));
  }

  @Test
  public void lineCutWhileTakingLosesAndDoublesNothing() throws Exception {
    try (Switch line = new Switch(peer.imapPort())) {
      for (int i = 0; i < 300; i++) {
        peer.put(mail("cut" + i));
      }
      start(TestConfig.mihon().imap(line.port()));
      for (int part = 1; part <= 3; part++) {
        int some = part * 60;
        until("some taken", () -> inbox.rows().size() >= some);
        line.cut();
      }
      until("all moved", () -> peer.waiting() == 0);
      assertEquals(300, inbox.rows().size());
      until("online again", () -> channel.status().state() == State.ONLINE);
    }
  }

  @Test
  public void processedFolderThatWentAwayIsCreatedAgain() throws Exception {
    peer.put(mail("first"));
    start(imap());
    until("moved", () -> peer.inFolder(DONE) == 1);
    peer.deleteFolder(DONE);
    peer.put(mail("second"));
    until("moved", () -> peer.waiting() == 0 && peer.inFolder(DONE) == 1);
    until("online", () -> channel.status().state() == State.ONLINE);
    assertEquals(2, inbox.rows().size());
  }

  @Test
  public void emptyProcessedFolderMeansDelete() throws Exception {
    peer.put(mail("gone"));
    start(imap().with("processedFolder", ""));
    until("deleted", () -> peer.waiting() == 0);
    assertEquals(1, inbox.rows().size());
    assertEquals(-1, peer.inFolder(DONE));
  }

  @Test
  public void largeMailIsTakenWholeAndLeavesNoFileBehind() throws Exception {
    String body = "0123456789abcdef".repeat(4).concat("\n").repeat(60_000);
    peer.put(mail("large") + body);
    start(imap());
    until("moved", () -> peer.waiting() == 0);
    assertTrue(inbox.rows().get(0).content().length > 3_900_000);
    assertEquals(0, spoolFiles());
  }

  private static long spoolFiles() throws IOException {
    try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return files.filter(f -> f.getFileName().toString().startsWith("madoguchi-mail-")).count();
    }
  }

  @Test
  public void mailTooLargeForTheInboxIsTakenAsItsHeader() throws Exception {
    peer.put(huge());
    peer.put(mail("after"));
    start(patient(imap()));
    until("moved", () -> peer.waiting() == 0 && peer.inFolder(DONE) >= 2);
    TestInbox.Row row = inbox.rows().get(0);
    assertTrue(row.content().length < 10_000);
    assertTrue(Long.parseLong(row.headers().get(RawDelivery.OVERSIZE_BYTES)) > 50L * 1024 * 1024);
    InboundMessage message = Samples.read(row.content(), row.headers());
    assertEquals("hanako@citizen.example", message.senders().get(0).value());
    assertTrue(message.text().contains("50 MB"));
    assertEquals("the original is kept", 2, peer.inFolder(DONE));
  }

  /** Such a mail takes the test's server its time. */
  private static TestConfig patient(TestConfig config) {
    return config.with("readTimeoutMillis", 60_000);
  }

  private static byte[] huge() {
    byte[] huge = new byte[53 * 1024 * 1024];
    for (int i = 0; i < huge.length; i++) {
      huge[i] = (byte) (i % 80 == 78 ? '\r' : i % 80 == 79 ? '\n' : 'x');
    }
    byte[] header = mail("huge").getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(header, 0, huge, 0, header.length);
    return huge;
  }

  @Test
  public void mailTooLargeIsNeverDeleted() throws Exception {
    peer.put(huge());
    peer.put(mail("after"));
    start(patient(TestConfig.mihon().pop3(peer.pop3Port())));
    until("the other one is taken and deleted", () -> peer.waiting() == 1);
    until("both have a row", () -> inbox.rows().size() == 2);
    int calls = inbox.calls();
    peer.put(mail("later"));
    until("visited again", () -> inbox.calls() > calls);
    until("deleted", () -> peer.waiting() == 1);
    assertEquals("and asked for once only", 3, inbox.calls());
  }

  @Test
  public void popMailIsDeletedAfterItIsCommitted() throws Exception {
    inbox.refuses = text -> true;
    peer.put(mail("pop-one"));
    peer.put(mail("pop-two"));
    start(TestConfig.mihon().pop3(peer.pop3Port()));
    until("refused", () -> inbox.calls() >= 3);
    assertEquals(2, peer.waiting());
    inbox.refuses = text -> false;
    until("deleted", () -> peer.waiting() == 0);
    assertEquals(2, inbox.rows().size());
    assertTrue(inbox.rows().get(0).sourceKey().startsWith("pop3/"));
  }

  @Test
  public void anotherNodesMailboxIsLeftAlone() throws Exception {
    leases.taken.set(true);
    peer.put(mail("theirs"));
    start(imap());
    until("online without a connection", () -> channel.status().state() == State.ONLINE);
    assertEquals(0, inbox.calls());
    leases.taken.set(false);
    until("taken over", () -> inbox.rows().size() == 1);
  }

  @Test
  public void wrongPasswordAndMissingFolderNameTheirSettings() throws Exception {
    start(imap().with(".inPassword", "wrong"));
    until("offline", () -> channel.status().state() == State.OFFLINE);
    assertTrue(channel.status().reason(), channel.status().reason().contains("inUser"));
    stopChannel();
    start(imap().with("inFolder", "Nowhere"));
    until("offline", () -> channel.status().state() == State.OFFLINE);
    assertTrue(channel.status().reason(), channel.status().reason().contains("inFolder"));
  }

  @Test
  public void stoppingDoesNotWaitForASilentServer() throws Exception {
    try (Switch line = new Switch(peer.imapPort())) {
      line.silent();
      start(TestConfig.mihon().imap(line.port()).with("readTimeoutMillis", 300_000));
      until("connected", () -> line.accepted() > 0);
      long began = System.nanoTime();
      stopChannel();
      assertTrue(Duration.ofNanos(System.nanoTime() - began).toMinutes() < 4);
    }
  }

  @Test
  public void silentServerIsATimeout() throws Exception {
    try (Switch line = new Switch(peer.imapPort())) {
      line.silent();
      start(TestConfig.mihon().imap(line.port()).with("readTimeoutMillis", 200));
      until("offline", () -> channel.status().state() == State.OFFLINE);
      assertTrue(
          channel.status().reason(), channel.status().reason().contains("no answer in time"));
    }
  }
}
