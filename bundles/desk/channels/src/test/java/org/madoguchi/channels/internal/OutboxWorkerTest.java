package org.madoguchi.channels.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.Test;
import org.madoguchi.channels.spi.ChannelRejected;
import org.madoguchi.channels.spi.ChannelUnavailable;
import org.madoguchi.channels.spi.OutboundMessage;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.tickets.DeliveryState;
import org.madoguchi.tickets.TicketConversation;
import org.madoguchi.tickets.TicketRef;

/** How messages are sent, by several nodes, through failures and crashes. */
public class OutboxWorkerTest extends RoomTest {
  private void awaitTold(DeliveryState state) {
    Room.eventually(() -> room.tickets.lastTold().filter(t -> t.state() == state).isPresent());
  }

  @Test
  public void queuedReplyIsSentUnderASignedReferenceAndReported() {
    room.connect(mail);
    room.startOutbox();
    room.startUpkeep();
    TicketRef ticket = room.reply(1, "e1", "mail-mihon");
    room.awaitMessage(OutboxEntry.State.SENT);
    OutboundMessage sent = mail.sent.get(0);
    assertEquals(room.references.of(ticket, "e1"), sent.reference());
    assertEquals(
        ticket,
        room.references.messageOf(List.of(sent.reference() + "@any")).orElseThrow().ticket());
    awaitTold(DeliveryState.SENT);
    assertEquals(sent.reference() + "@city.example", room.tickets.lastTold().get().reference());
    Room.eventually(() -> room.onlyMessage().reported());
    assertEquals(
        List.of("SendingQueued", "DeliverySent"),
        // SENDING is a state for workers, not an event for screens
        room.eventTypes(room.onlyMessage().aggregate()));
  }

  @Test
  public void sameEventFollowedAgainIsOneMessage() {
    TicketRef ticket = room.reply(1, "e1", "mail-mihon");
    room.outboxFollower()
        .follow(
            List.of(
                room.queued(ticket, "e1", "mail", "mail-mihon"),
                room.queued(ticket, "e1", "mail", "mail-mihon")));
    assertEquals(1, room.outbox().size());
  }

  @Test
  public void unavailablePeerIsTriedAgainWithGrowingPausesAndTold() {
    mail.sending =
        m -> {
          throw new ChannelUnavailable("connection refused");
        };
    room.connect(mail);
    room.startOutbox();
    room.startUpkeep();
    Instant began = room.clock.instant();
    room.reply(1, "e1", "mail-mihon");
    Room.eventually(() -> room.onlyMessage().attempts() == 1 && isQueued());
    assertEquals(began.plusSeconds(5), room.onlyMessage().nextAttemptAt());
    Room.eventually(
        () ->
            room.tickets
                .lastTold()
                .filter(t -> t.state() == DeliveryState.QUEUED)
                .filter(t -> t.reason().equals("connection refused"))
                .isPresent());
    room.clock.pass(Duration.ofSeconds(5));
    Room.eventually(() -> room.onlyMessage().attempts() == 2 && isQueued());
    assertEquals(began.plusSeconds(15), room.onlyMessage().nextAttemptAt());
    mail.sending = mail::take;
    room.clock.pass(Duration.ofSeconds(10));
    room.awaitMessage(OutboxEntry.State.SENT);
    assertEquals(1, mail.sent.size());
  }

  @Test
  public void replyWhoseFilesAreScannedFirstWaitsAndSaysSo() {
    room.tickets.hindrance = Optional.of(TicketConversation.Hindrance.WAITS);
    room.connect(mail);
    room.startOutbox();
    room.startUpkeep();
    room.reply(1, "e1", "mail-mihon");
    Room.eventually(
        () ->
            room.tickets
                .lastTold()
                .filter(t -> t.state() == DeliveryState.QUEUED)
                .filter(t -> t.reason().equals(Reasons.text(Reasons.FILE_WAITS, Locale.JAPANESE)))
                .isPresent());
    assertEquals("it was never begun", 0, room.onlyMessage().attempts());
    assertEquals(List.of(), mail.sent);
    room.tickets.hindrance = Optional.empty();
    room.clock.pass(Duration.ofSeconds(2));
    room.awaitMessage(OutboxEntry.State.SENT);
    assertEquals(1, mail.sent.size());
  }

  @Test
  public void replyWithFilesThatWaitTooLongIsGivenUp() {
    room.tickets.hindrance = Optional.of(TicketConversation.Hindrance.WAITS);
    room.connect(mail);
    room.startOutbox();
    room.reply(1, "e1", "mail-mihon");
    Room.eventually(() -> room.onlyMessage().reason().equals(Reasons.FILE_WAITS));
    room.clock.pass(Duration.ofDays(3));
    room.awaitMessage(OutboxEntry.State.FAILED);
    assertEquals(List.of(), mail.sent);
  }

  @Test
  public void infectedReplyNeverLeaves() {
    room.tickets.hindrance = Optional.of(TicketConversation.Hindrance.INFECTED);
    room.connect(mail);
    room.startOutbox();
    room.reply(1, "e1", "mail-mihon");
    room.awaitMessage(OutboxEntry.State.FAILED);
    assertEquals(Reasons.FILE_INFECTED, room.onlyMessage().reason());
    assertEquals(List.of(), mail.sent);
  }

  private boolean isQueued() {
    return room.onlyMessage().state() == OutboxEntry.State.QUEUED;
  }

  @Test
  public void pausesEndAtAnHourAndPatienceAfterThreeDays() {
    assertEquals(Duration.ofHours(1), Timing.backOff(11));
    assertEquals(Duration.ofHours(1), Timing.backOff(5_000));
    mail.sending =
        m -> {
          throw new ChannelUnavailable("connection refused");
        };
    room.connect(mail);
    room.reply(1, "e1", "mail-mihon");
    room.clock.pass(Duration.ofDays(3));
    room.startOutbox();
    room.awaitMessage(OutboxEntry.State.FAILED);
    assertTrue(
        Reasons.text(room.onlyMessage().reason(), Locale.ENGLISH).endsWith("connection refused"));
  }

  @Test
  public void refusedIsFailedAndNotTriedAgainUntilAPersonSaysSo() {
    mail.sending =
        m -> {
          throw new ChannelRejected("550 no such user");
        };
    room.connect(mail);
    room.startOutbox();
    room.startUpkeep();
    room.reply(1, "e1", "mail-mihon");
    room.awaitMessage(OutboxEntry.State.FAILED);
    awaitTold(DeliveryState.FAILED);
    assertEquals("550 no such user", room.tickets.lastTold().get().reason());
    room.clock.pass(Duration.ofDays(1));
    await().during(Duration.ofMillis(300)).until(() -> mail.sends.get() == 1);
    mail.sending = mail::take;
    room.desk.retryMessage(AccessScope.system(), room.onlyMessage().id());
    room.awaitMessage(OutboxEntry.State.SENT);
    awaitTold(DeliveryState.SENT);
  }

  @Test
  public void connectorThatKnowsItDidNotSendWhenInterruptedIsTriedAgain() {
    mail.limit = Duration.ofMillis(200);
    mail.sending =
        m -> {
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException e) {
            throw new ChannelUnavailable("still connecting");
          }
          return null;
        };
    room.connect(mail);
    room.startOutbox();
    room.reply(1, "e1", "mail-mihon");
    Room.eventually(() -> room.onlyMessage().reason().equals("still connecting"));
    assertTrue(isQueued());
  }

  @Test
  public void crashBeforeTheCallIsSentOnceByTheNextNode() {
    room.reply(1, "e1", "mail-mihon");
    long id = room.onlyMessage().id();
    Instant now = room.clock.instant();
    room.store
        .transactions()
        .write(() -> room.store.outbox().claim(id, new Lease("dead/1", now.plusSeconds(60)), now));
    room.connect(mail);
    room.startOutbox();
    room.startUpkeep();
    await().during(Duration.ofMillis(300)).until(() -> mail.sends.get() == 0);
    room.clock.pass(Duration.ofSeconds(61));
    room.awaitMessage(OutboxEntry.State.SENT);
    assertEquals(1, mail.sent.size());
  }

  @Test
  public void racingNodesSendEachMessageOnce() {
    try (Room other = room.secondNode()) {
      FakeConnector otherMail = new FakeConnector("mail-mihon");
      for (int i = 1; i <= 40; i++) {
        room.reply(i, "e" + i, "mail-mihon");
      }
      room.connect(mail);
      other.connect(otherMail);
      room.startOutbox();
      other.startOutbox();
      Room.eventually(
          () -> room.outbox().stream().allMatch(e -> e.state() == OutboxEntry.State.SENT));
      assertEquals(40, mail.sends.get() + otherMail.sends.get());
    }
  }

  @Test
  public void anotherInstanceOfTheKindInTheMunicipalityStandsInForAnAbsentSource() {
    FakeConnector foreign = new FakeConnector("a-mail-other", "mail", "other", true);
    FakeConnector fax = new FakeConnector("a-fax-mihon", "fax", "mihon", true);
    FakeConnector deafMute = new FakeConnector("a-mail-mihon", "mail", "mihon", false);
    room.connect(foreign);
    room.connect(fax);
    room.connect(deafMute);
    room.connect(mail);
    room.startOutbox();
    room.reply(1, "e1", "mail-closed");
    room.reply(2, "e2", "");
    Room.eventually(() -> mail.sent.size() == 2);
    assertEquals(0, foreign.sends.get() + fax.sends.get() + deafMute.sends.get());
    assertTrue(room.outbox().stream().allMatch(e -> e.channel().equals("mail-mihon")));
  }

  @Test
  public void presentSourceSendsItsOwnEvenWhenAnotherComesFirstByName() {
    FakeConnector first = new FakeConnector("a-mail-mihon");
    room.connect(first);
    room.connect(mail);
    room.startOutbox();
    room.reply(1, "e1", "mail-mihon");
    room.awaitMessage(OutboxEntry.State.SENT);
    assertEquals(1, mail.sent.size());
  }

  @Test
  public void messageWaitsForAChannelThatIsNotInstalled() {
    room.startOutbox();
    room.reply(1, "e1", "mail-mihon");
    await().during(Duration.ofMillis(300)).until(this::isQueued);
    room.connect(mail);
    room.awaitMessage(OutboxEntry.State.SENT);
  }

  @Test
  public void vanishedReplyIsFailed() {
    room.connect(mail);
    room.startOutbox();
    TicketRef ticket = new TicketRef(Room.MIHON, 2026, 1);
    room.outboxFollower().follow(List.of(room.queued(ticket, "gone", "mail", "mail-mihon")));
    room.awaitMessage(OutboxEntry.State.FAILED);
    assertEquals(Reasons.ENTRY_MISSING, room.onlyMessage().reason());
  }

  @Test
  public void ticketThatCannotBeToldIsToldLater() {
    room.tickets.failReports(3);
    room.connect(mail);
    room.startOutbox();
    room.startUpkeep();
    room.reply(1, "e1", "mail-mihon");
    awaitTold(DeliveryState.SENT);
    Room.eventually(() -> room.onlyMessage().reported());
  }

  @Test
  public void heldMessageIsNotSentBeforeItsTime() {
    TicketRef ticket = room.held(1, "e1", "mail-mihon", Duration.ofSeconds(10));
    room.connect(mail);
    room.startOutbox();
    room.clock.pass(Duration.ofMillis(9_999));
    await().during(Duration.ofMillis(300)).until(() -> mail.sends.get() == 0);
    room.clock.pass(Duration.ofMillis(1));
    room.awaitMessage(OutboxEntry.State.SENT);
    assertEquals(room.references.of(ticket, "e1"), mail.sent.get(0).reference());
  }

  @Test
  public void messageThatWasTakenBackIsNeverSentNorAFailure() {
    TicketRef ticket = room.held(1, "e1", "mail-mihon", Duration.ofSeconds(10));
    room.tickets.takeBack(ticket, "e1");
    room.outboxFollower().follow(List.of(room.takenBack(ticket, "e1")));
    assertEquals(OutboxEntry.State.TAKEN_BACK, room.onlyMessage().state());
    room.outboxFollower().follow(List.of(room.takenBack(ticket, "e1")));
    room.connect(mail);
    room.startOutbox();
    room.startUpkeep();
    room.clock.pass(Duration.ofMinutes(1));
    await().during(Duration.ofMillis(300)).until(() -> mail.sends.get() == 0);
    assertEquals(
        List.of("SendingQueued", "SendingTakenBack"),
        room.eventTypes(room.onlyMessage().aggregate()));
    assertTrue(room.tickets.told().isEmpty());
  }

  @Test
  public void workerThatFindsTheMessageTakenBackPutsItAside() {
    TicketRef ticket = room.held(1, "e1", "mail-mihon", Duration.ZERO);
    room.tickets.takeBack(ticket, "e1");
    room.connect(mail);
    room.startOutbox();
    room.awaitMessage(OutboxEntry.State.TAKEN_BACK);
    assertEquals(0, mail.sends.get());
    assertTrue(room.onlyMessage().reported());
  }
}
