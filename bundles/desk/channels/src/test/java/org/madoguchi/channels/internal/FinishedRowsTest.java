package org.madoguchi.channels.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.madoguchi.channels.Intake.Outcome;
import org.madoguchi.channels.RawDelivery;
import org.madoguchi.channels.spi.ChannelRejected;
import org.madoguchi.channels.spi.UnreadableDelivery;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.testing.database.DatabaseMatrix;
import org.madoguchi.tickets.TicketRef;

public class FinishedRowsTest extends DatabaseMatrix {
  private static final Duration LONG = Duration.ofDays(91);

  private Room room;
  private final FakeConnector mail = new FakeConnector("mail-mihon");

  @Before
  public void open() {
    room = new Room(database());
    mail.reading =
        content -> {
          if (content.startsWith("bad")) {
            throw new UnreadableDelivery("no MIME boundary");
          }
          return List.of(FakeConnector.message(content));
        };
  }

  @After
  public void close() {
    room.close();
  }

  private void awaitState(InboxEntry.State state, int rows) {
    Room.eventually(() -> room.inbox().stream().filter(e -> e.state() == state).count() == rows);
  }

  @Test
  public void readAndDiscardedDeliveriesAreRemovedAndQuarantinedOnesStay() {
    room.connect(mail);
    room.startInbox();
    List.of("m1", "m2", "bad 1", "bad 2").forEach(m -> room.deliver("mail-mihon", m));
    awaitState(InboxEntry.State.DONE, 2);
    awaitState(InboxEntry.State.QUARANTINED, 2);
    long spam =
        room.inbox().stream()
            .filter(e -> e.sourceKey().equals("bad 1"))
            .findFirst()
            .orElseThrow()
            .id();
    room.desk.discard(AccessScope.system(), spam, "spam");
    room.startPuttingAway();
    await().during(Duration.ofMillis(500)).until(() -> room.inbox().size() == 4);
    room.clock.pass(LONG);
    Room.eventually(() -> room.inbox().size() == 1);
    assertEquals("bad 2", room.onlyDelivery().sourceKey());
  }

  @Test
  public void aRemovedDeliveryThatComesAgainIsStillRecognised() {
    room.connect(mail);
    room.startInbox();
    room.deliver("mail-mihon", "m1");
    room.awaitDelivery(InboxEntry.State.DONE);
    room.clock.pass(LONG);
    room.startPuttingAway();
    Room.eventually(() -> room.inbox().isEmpty());
    assertEquals(Outcome.REPEATED, room.deliver("mail-mihon", "m1"));
    assertEquals(Outcome.ACCEPTED, room.deliver("mail-other", "m1"));
  }

  @Test
  public void aMailOfARenumberedMailboxBecomesNoSecondTicketAfterItsRowIsGone() throws Exception {
    room.connect(mail);
    room.startInbox();
    room.intake.accept(raw("INBOX/1/17", "m1"));
    room.awaitDelivery(InboxEntry.State.DONE);
    room.clock.pass(LONG);
    room.startPuttingAway();
    Room.eventually(() -> room.inbox().isEmpty());
    assertEquals(Outcome.ACCEPTED, room.intake.accept(raw("INBOX/2/1", "m1")));
    room.awaitDelivery(InboxEntry.State.DONE);
    assertEquals(1, room.tickets.taken().size());
  }

  private RawDelivery raw(String key, String content) {
    return new RawDelivery(
        "mail-mihon",
        key,
        Map.of("x", "y"),
        new ByteArrayInputStream(content.getBytes()),
        room.clock.instant());
  }

  @Test
  public void sentMessagesAreRemovedOnceTheTicketKnowsAndAreNeverQueuedAgain() {
    room.connect(mail);
    room.startOutbox();
    TicketRef ticket = room.reply(1, "e1", "mail-mihon");
    room.awaitMessage(OutboxEntry.State.SENT);
    room.clock.pass(LONG);
    room.startPuttingAway();
    await().during(Duration.ofMillis(500)).until(() -> room.outbox().size() == 1);
    room.startUpkeep();
    Room.eventually(() -> room.outbox().isEmpty());
    room.outboxFollower().follow(List.of(room.queued(ticket, "e1", "mail", "mail-mihon")));
    assertTrue(room.outbox().isEmpty());
    assertEquals(1, mail.sent.size());
  }

  @Test
  public void failedMessagesStay() {
    mail.sending =
        message -> {
          throw new ChannelRejected("no such mailbox");
        };
    room.connect(mail);
    room.startOutbox();
    room.startUpkeep();
    room.reply(1, "e1", "mail-mihon");
    room.awaitMessage(OutboxEntry.State.FAILED);
    room.clock.pass(LONG);
    room.startPuttingAway();
    await().during(Duration.ofMillis(500)).until(() -> room.outbox().size() == 1);
  }

  @Test
  public void manyAreRemovedInBatchesWhileDeliveriesComeIn() {
    room.connect(mail);
    room.startInbox();
    for (int i = 0; i < 230; i++) {
      room.deliver("mail-mihon", "m" + i);
    }
    awaitState(InboxEntry.State.DONE, 230);
    room.clock.pass(LONG);
    room.startPuttingAway();
    room.secondNode().startPuttingAway().stop();
    for (int i = 0; i < 20; i++) {
      assertEquals(Outcome.ACCEPTED, room.deliver("mail-mihon", "new" + i));
    }
    Room.eventually(() -> room.inbox().size() == 20);
    awaitState(InboxEntry.State.DONE, 20);
    assertEquals(250, room.tickets.taken().size());
    assertEquals(Outcome.REPEATED, room.deliver("mail-mihon", "m229"));
  }

  @Test
  public void aWrongNumberOfDaysRemovesNothing() {
    Throwable refused =
        assertThrows(IllegalArgumentException.class, () -> FinishedRows.days("inbox.keepDays", 0));
    assertTrue(refused.getMessage().contains("inbox.keepDays"));
    assertFalse(FinishedRows.days("inbox.keepDays", 1).isZero());
  }
}
