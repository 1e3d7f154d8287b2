package org.madoguchi.channels.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.Test;
import org.madoguchi.channels.spi.ChannelUnavailable;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.Problems;
import org.madoguchi.tickets.InboundContact;

/** How deliveries are taken, by several nodes, through failures and crashes. */
public class InboxWorkerTest extends RoomTest {
  @Test
  public void deliveryBecomesATicketAndIsDone() {
    room.connect(mail);
    room.startInbox();
    room.deliver("mail-mihon", "m1");
    room.awaitDelivery(InboxEntry.State.DONE);
    assertEquals(List.of("m1"), taken());
    InboundContact contact = room.tickets.taken().get(0);
    assertEquals("mail", contact.channel());
    assertEquals("mail-mihon", contact.source());
    assertEquals(room.onlyDelivery().content(), contact.original());
    List<ChannelDesk.Delivered> done =
        room.desk.deliveries(AccessScope.system(), InboxEntry.State.DONE, "", Long.MAX_VALUE, 10);
    assertEquals(List.of("mihon-2026-000001"), done.get(0).tickets());
    assertEquals(
        List.of("DeliveryAccepted", "DeliveryRead"),
        room.eventTypes(room.onlyDelivery().aggregate()));
  }

  @Test
  public void deliveryWithoutMessagesIsDone() {
    mail.reading = content -> List.of();
    room.connect(mail);
    room.startInbox();
    room.deliver("mail-mihon", "report");
    room.awaitDelivery(InboxEntry.State.DONE);
    assertEquals(List.of(), taken());
  }

  @Test
  public void deliveryWaitsForAConnectorThatIsNotInstalled() {
    room.startInbox();
    room.deliver("mail-mihon", "m1");
    await()
        .during(Duration.ofMillis(400))
        .until(() -> room.onlyDelivery().state() == InboxEntry.State.WAITING);
    assertEquals(0, room.onlyDelivery().attempts());
    room.connect(mail);
    room.awaitDelivery(InboxEntry.State.DONE);
    assertEquals(List.of("m1"), taken());
  }

  @Test
  public void unavailableWaitsWithGrowingPauses() {
    mail.reading =
        content -> {
          throw new ChannelUnavailable("the key server is away");
        };
    room.connect(mail);
    room.startInbox();
    room.deliver("mail-mihon", "m1");
    Instant began = room.clock.instant();
    Room.eventually(() -> !room.onlyDelivery().reason().isEmpty());
    assertEquals(began.plusSeconds(5), room.onlyDelivery().nextAttemptAt());
    room.clock.pass(Duration.ofSeconds(5));
    Room.eventually(() -> room.onlyDelivery().attempts() == 2);
    Room.eventually(() -> room.onlyDelivery().nextAttemptAt().equals(began.plusSeconds(5 + 10)));
    mail.reading = content -> List.of(FakeConnector.message(content));
    room.clock.pass(Duration.ofSeconds(10));
    room.awaitDelivery(InboxEntry.State.DONE);
    assertEquals(List.of("m1"), taken());
  }

  @Test
  public void failureBeforeTheTicketIsStoredLosesNothing() {
    room.tickets.failBeforeStoring(1);
    room.connect(mail);
    room.startInbox();
    room.deliver("mail-mihon", "m1");
    Room.eventually(() -> room.onlyDelivery().reason().equals(Reasons.TICKETS_AWAY));
    room.clock.pass(Duration.ofSeconds(5));
    room.awaitDelivery(InboxEntry.State.DONE);
    assertEquals(List.of("m1"), taken());
  }

  @Test
  public void failureAfterTheTicketIsStoredDoublesNothing() {
    room.tickets.failAfterStoring(1);
    mail.reading = content -> List.of(FakeConnector.message("a"), FakeConnector.message("b"));
    room.connect(mail);
    room.startInbox();
    room.deliver("mail-mihon", "two");
    Room.eventually(() -> room.onlyDelivery().reason().equals(Reasons.TICKETS_AWAY));
    room.clock.pass(Duration.ofSeconds(5));
    room.awaitDelivery(InboxEntry.State.DONE);
    assertEquals(List.of("a", "b"), taken());
  }

  @Test
  public void unknownMunicipalityWaitsVisibly() {
    room.tickets.failWith(new DomainException(Problems.MUNICIPALITY_NOT_FOUND, "mihon"));
    room.tickets.failBeforeStoring(1);
    room.connect(mail);
    room.startInbox();
    room.deliver("mail-mihon", "m1");
    Room.eventually(() -> room.onlyDelivery().reason().equals(Reasons.MUNICIPALITY_UNKNOWN));
    room.clock.pass(Duration.ofSeconds(5));
    room.awaitDelivery(InboxEntry.State.DONE);
  }

  @Test
  public void crashWhileReadingIsReadAgainAfterTheLease() {
    room.connect(mail);
    room.deliver("mail-mihon", "m1");
    long id = room.onlyDelivery().id();
    Lease lost = new Lease("dead-node/1", room.clock.instant().plusSeconds(60));
    room.store
        .transactions()
        .write(() -> room.store.inbox().claim(List.of(id), lost, room.clock.instant()));
    room.startInbox();
    await().during(Duration.ofMillis(400)).until(() -> mail.reads.get() == 0);
    room.clock.pass(Duration.ofSeconds(61));
    room.awaitDelivery(InboxEntry.State.DONE);
    assertEquals(List.of("m1"), taken());
  }

  @Test
  public void whatADeadProcessHadInHandIsFreeAtOnceAndWhatOthersHaveIsNot() {
    room.connect(mail);
    room.deliver("mail-mihon", "m1");
    Lease lost = new Lease("node/2/f00-1", room.clock.instant().plusSeconds(3_600));
    long id = room.onlyDelivery().id();
    room.store
        .transactions()
        .write(() -> room.store.inbox().claim(List.of(id), lost, room.clock.instant()));
    room.startInbox();
    room.bury("node/22");
    await().during(Duration.ofMillis(400)).until(() -> mail.reads.get() == 0);
    room.bury("node/2");
    room.awaitDelivery(InboxEntry.State.DONE);
    assertEquals(List.of("m1"), taken());
  }

  @Test
  public void racingNodesTakeEachDeliveryOnce() {
    try (Room other = room.secondNode()) {
      FakeConnector otherMail = new FakeConnector("mail-mihon");
      for (int i = 0; i < 60; i++) {
        room.deliver("mail-mihon", "m" + i);
      }
      room.connect(mail);
      other.connect(otherMail);
      room.startInbox();
      other.startInbox();
      Room.eventually(
          () -> room.inbox().stream().allMatch(e -> e.state() == InboxEntry.State.DONE));
      assertEquals(60, room.tickets.taken().size());
      assertEquals("no delivery is read twice", 60, mail.reads.get() + otherMail.reads.get());
    }
  }

  @Test
  public void connectorThatVanishesMidWorkAndReturnsLosesNothing() throws Exception {
    CountDownLatch reading = new CountDownLatch(1);
    mail.reading =
        content -> {
          reading.countDown();
          new CountDownLatch(1).await();
          return List.of();
        };
    long first = room.connect(mail);
    room.startInbox();
    room.deliver("mail-mihon", "m1");
    reading.await();
    room.disconnect(first);
    Room.eventually(() -> room.onlyDelivery().lease().by().isEmpty());
    assertEquals(InboxEntry.State.WAITING, room.onlyDelivery().state());
    room.clock.pass(Duration.ofMinutes(1));
    FakeConnector again = new FakeConnector("mail-mihon");
    room.connect(again);
    room.awaitDelivery(InboxEntry.State.DONE);
    assertEquals(List.of("m1"), taken());
  }

  @Test
  public void readingBeyondTheLimitIsInterruptedAndOthersGoOn() {
    FakeConnector slow = new FakeConnector("slow-mihon");
    slow.limit = Duration.ofMillis(200);
    slow.reading =
        content -> {
          new CountDownLatch(1).await();
          return List.of();
        };
    room.connect(slow);
    room.connect(mail);
    room.startInbox();
    room.deliver("slow-mihon", "s1");
    room.deliver("mail-mihon", "m1");
    Room.eventually(() -> room.tickets.taken().size() == 1);
    Room.eventually(
        () -> room.inbox().stream().anyMatch(e -> e.reason().equals(Reasons.READ_TIMEOUT)));
  }

  @Test
  public void callsThatIgnoreTheInterruptFillTheirOwnLaneOnlyAndAreShown() {
    CountDownLatch end = new CountDownLatch(1);
    FakeConnector deaf = new FakeConnector("deaf-mihon");
    deaf.limit = Duration.ofMillis(100);
    deaf.reading =
        content -> {
          while (end.getCount() > 0) {
            Thread.onSpinWait();
          }
          return List.of();
        };
    room.connect(deaf);
    room.connect(mail);
    room.startInbox();
    IntStream.range(0, 5).forEach(i -> room.deliver("deaf-mihon", "d" + i));
    Room.eventually(() -> stuckReason().contains("2"));
    room.deliver("mail-mihon", "m1");
    Room.eventually(() -> room.tickets.taken().size() == 1);
    assertEquals("the lane stands still", 2, deaf.reads.get());
    end.countDown();
    Room.eventually(() -> stuckReason().isEmpty());
  }

  private String stuckReason() {
    return room.overview.instances(AccessScope.system(), Locale.ENGLISH).stream()
        .filter(i -> i.name().equals("deaf-mihon"))
        .findFirst()
        .orElseThrow()
        .status()
        .reason();
  }

  @Test
  public void stoppedWorkerLeavesNoThreadAndTheRestToTheNext() {
    room.connect(mail);
    Set<Thread> before = new HashSet<>(Thread.getAllStackTraces().keySet());
    InboxWorker worker = room.startInbox();
    for (int i = 0; i < 20; i++) {
      room.deliver("mail-mihon", "m" + i);
    }
    worker.stop();
    Room.eventually(
        () ->
            Thread.getAllStackTraces().keySet().stream()
                .filter(t -> !before.contains(t))
                .noneMatch(t -> t.getName().contains("inbox")));
    room.startInbox();
    room.clock.pass(Duration.ofMinutes(10));
    Room.eventually(() -> room.inbox().stream().allMatch(e -> e.state() == InboxEntry.State.DONE));
    assertEquals(20, room.tickets.taken().size());
  }
}
