package org.madoguchi.channel.mail;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;
import static org.madoguchi.channel.mail.Until.until;

import jakarta.mail.Flags;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.madoguchi.channels.Intake;
import org.madoguchi.channels.RawDelivery;

/** Mails that are fetched, committed and moved together. */
public class TakingManyMailsTest {
  private static final String DONE = "Madoguchi.done";
  private static final int BYTES_TOGETHER = 4 * 1024 * 1024;

  private final MailPeer peer = new MailPeer();
  private final TestInbox inbox = new TestInbox();
  private MeddlingLine line;
  private MailChannel channel;

  @Before
  public void open() throws IOException {
    line = new MeddlingLine(peer.imapPort());
  }

  @After
  public void close() throws IOException {
    stop();
    line.close();
    peer.close();
  }

  private void stop() {
    if (channel != null) {
      channel.stop();
      channel = null;
    }
  }

  private void start(Intake intake) throws Exception {
    channel =
        MailFixture.started(
            TestConfig.mihon().imap(line.port()).with("readTimeoutMillis", 60_000), intake);
  }

  private static String mail(String name) {
    return "From: hanako@citizen.example\nSubject: x\nMessage-ID: <"
        + name
        + "@citizen.example>\n\n"
        + name
        + "\n";
  }

  private void put(int count) throws Exception {
    for (int i = 0; i < count; i++) {
      peer.put(mail("m" + i));
    }
  }

  private void assertAllTakenOnceInOrder(int count) throws Exception {
    // the server's own move takes from the one folder before it lays into the other
    until("all moved", () -> peer.waiting() == 0 && peer.inFolder(DONE) >= count);
    List<String> bodies =
        inbox.rows().stream()
            .map(r -> r.text().replaceFirst("(?s).*\r\n\r\n", "").strip())
            .toList();
    assertEquals(IntStream.range(0, count).mapToObj(i -> "m" + i).toList(), bodies);
    assertEquals(count, peer.inFolder(DONE));
  }

  @Test
  public void manyAreFetchedByOneCommandAndMovedByOne() throws Exception {
    put(40);
    start(inbox);
    assertAllTakenOnceInOrder(40);
    assertEquals(1, line.commands("BODY.PEEK[]").size());
    assertEquals(1, line.commands(" MOVE ").size());
  }

  @Test
  public void backlogIsTakenWithoutAPauseBetweenTheVisits() throws Exception {
    put(120); // more than two visits take
    channel =
        MailFixture.started(
            TestConfig.mihon().imap(line.port()).with("pollEveryMillis", 3_600_000), inbox);
    assertAllTakenOnceInOrder(120);
  }

  @Test
  public void serverWithoutMoveIsServedByCopyAndDelete() throws Exception {
    line.rewrites =
        said -> said.contains("CAPABILITY") ? said.replaceAll(" (MOVE|UIDPLUS)", "") : said;
    put(10);
    start(inbox);
    assertAllTakenOnceInOrder(10);
    assertEquals(0, line.commands(" MOVE ").size());
    assertEquals(1, line.commands(" COPY ").size());
  }

  @Test
  public void whatOthersMarkedAsDeletedIsNotDestroyed() throws Exception {
    peer.put(mail("theirs"));
    peer.inbox().getMessages().get(0).setFlag(Flags.Flag.DELETED, true);
    put(5);
    start(inbox);
    until("moved", () -> peer.waiting() == 1);
    until("visited again", () -> line.commands("SELECT").size() >= 3);
    assertEquals(1, peer.waiting());
    assertEquals(5, inbox.rows().size());
  }

  @Test
  public void lineCutBetweenFetchAndCommitLosesAndDoublesNothing() throws Exception {
    AtomicBoolean first = new AtomicBoolean(true);
    inbox.refuses =
        text -> {
          boolean dies = first.getAndSet(false);
          if (dies) {
            line.cut();
          }
          return dies;
        };
    put(20);
    start(inbox);
    until("all moved", () -> peer.waiting() == 0 && peer.inFolder(DONE) >= 20);
    assertEquals(20, inbox.rows().size());
    assertEquals(20, peer.inFolder(DONE));
  }

  @Test
  public void lineCutBetweenCommitAndMoveLosesAndDoublesNothing() throws Exception {
    AtomicBoolean first = new AtomicBoolean(true);
    line.cutsBefore = command -> command.contains(" MOVE ") && first.getAndSet(false);
    put(20);
    start(inbox);
    assertAllTakenOnceInOrder(20);
    assertEquals("fetched anew", 2, line.commands("BODY.PEEK[]").size());
  }

  @Test
  public void stopBetweenCommitAndMoveDoublesNothingInTheNextLife() throws Exception {
    line.cutsBefore = command -> command.contains(" MOVE ");
    put(20);
    start(inbox);
    until("committed, not moved", () -> inbox.rows().size() == 20);
    stop();
    assertEquals(20, peer.waiting());
    line.cutsBefore = command -> false;
    start(inbox);
    assertAllTakenOnceInOrder(20);
  }

  @Test
  public void mailTheServerDoesNotGiveTogetherWithOthersIsFetchedAlone() throws Exception {
    line.refuses = command -> command.contains("UID FETCH") && command.contains("BODY.PEEK[]");
    put(10);
    start(inbox);
    assertAllTakenOnceInOrder(10);
  }

  @Test
  public void mailThatBreaksTheLineDoesNotHoldBackTheOthers() throws Exception {
    line.cutsAt = said -> said.startsWith("poison");
    put(3);
    peer.put(mail("poison"));
    for (int i = 3; i < 9; i++) {
      peer.put(mail("m" + i));
    }
    start(inbox);
    until("the others are moved", () -> peer.waiting() == 1 && peer.inFolder(DONE) >= 9);
    assertEquals(9, inbox.rows().size());
    assertEquals(9, peer.inFolder(DONE));
  }

  @Test
  public void mailTheInboxRefusesDoesNotHoldBackThoseCommittedWithIt() throws Exception {
    inbox.refuses = text -> text.contains("poison");
    put(10);
    peer.put(mail("poison"));
    for (int i = 10; i < 20; i++) {
      peer.put(mail("m" + i));
    }
    start(inbox);
    until("the others are moved", () -> peer.waiting() == 1);
    assertEquals(20, inbox.rows().size());
  }

  /** Notes what is in memory each time the intake is called. */
  private final class Weighing implements Intake {
    final List<Integer> bytes = new CopyOnWriteArrayList<>();
    final List<Integer> counts = new CopyOnWriteArrayList<>();

    @Override
    public Outcome accept(RawDelivery delivery) throws IOException {
      return inbox.accept(delivery);
    }

    @Override
    public List<Outcome> acceptAll(List<RawDelivery> deliveries) throws IOException {
      int held = 0;
      for (RawDelivery delivery : deliveries) {
        // what lies in a file is read from there
        held += delivery.content() instanceof ByteArrayInputStream memory ? memory.available() : 0;
      }
      bytes.add(held);
      counts.add(deliveries.size());
      return Intake.super.acceptAll(deliveries);
    }
  }

  @Test
  public void backlogOfLargeMailsIsTakenWithinABoundOnMemory() throws Exception {
    String body = ("0123456789".repeat(7) + "\n").repeat(300_000 / 72);
    for (int i = 0; i < 30; i++) {
      peer.put(mail("m" + i) + body);
    }
    peer.put(mail("huge") + body.repeat(80)); // 24 MB
    Weighing intake = new Weighing();
    start(intake);
    until("all moved", () -> peer.waiting() == 0);
    assertEquals(31, inbox.rows().size());
    assertTrue(
        intake.bytes.toString(), intake.bytes.stream().allMatch(held -> held <= BYTES_TOGETHER));
    assertTrue(intake.counts.toString(), intake.counts.stream().anyMatch(count -> count > 5));
    assertEquals(
        "the huge one lies in a file", 1, intake.bytes.stream().filter(b -> b == 0).count());
  }
}
