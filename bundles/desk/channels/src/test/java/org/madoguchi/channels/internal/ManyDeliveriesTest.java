package org.madoguchi.channels.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.madoguchi.channels.Intake;
import org.madoguchi.channels.RawDelivery;
import org.madoguchi.channels.spi.UnreadableDelivery;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.testing.database.DatabaseMatrix;
import org.madoguchi.tickets.InboundContact;
import org.madoguchi.tickets.InboundContact.Nature;
import org.madoguchi.tickets.TicketRef;

/** Deliveries that are committed, read and settled together. */
public class ManyDeliveriesTest extends DatabaseMatrix {
  private static final String MAIL = "mail-mihon";

  private Room room;
  private final FakeConnector mail = new FakeConnector(MAIL);

  @Before
  public void open() {
    room = new Room(database());
  }

  @After
  public void close() {
    room.close();
  }

  private List<Intake.Outcome> deliver(String... contents) throws IOException {
    List<RawDelivery> together = new ArrayList<>();
    for (String content : contents) {
      together.add(room.raw(MAIL, content, content));
    }
    return room.intake.acceptAll(together);
  }

  private static String[] numbered(int count) {
    return IntStream.range(0, count).mapToObj(i -> "m" + i).toArray(String[]::new);
  }

  private List<String> taken() {
    return room.tickets.taken().stream().map(InboundContact::externalId).toList();
  }

  private InboxEntry delivery(String key) {
    return room.inbox().stream().filter(e -> e.sourceKey().equals(key)).findFirst().orElseThrow();
  }

  private void awaitAllDone() {
    Room.eventually(() -> room.inbox().stream().allMatch(e -> e.state() == InboxEntry.State.DONE));
  }

  @Test
  public void committedTogetherEachHasItsRowItsContentAndItsEvent() throws Exception {
    assertEquals(
        List.of(Intake.Outcome.ACCEPTED, Intake.Outcome.ACCEPTED, Intake.Outcome.REPEATED),
        deliver("a", "b", "a"));
    assertEquals(List.of(Intake.Outcome.REPEATED, Intake.Outcome.ACCEPTED), deliver("b", "c"));
    assertEquals(List.of("a", "b", "c"), room.inbox().stream().map(InboxEntry::sourceKey).toList());
    for (InboxEntry entry : room.inbox()) {
      assertEquals(List.of("DeliveryAccepted"), room.eventTypes(entry.aggregate()));
      try (var content = room.blobs.open(entry.content().sha256())) {
        assertEquals(entry.sourceKey(), new String(content.readAllBytes()));
      }
    }
  }

  @Test
  public void oneThatCannotBeReadFromItsPeerLeavesNothingCommitted() throws Exception {
    List<RawDelivery> together = new ArrayList<>();
    together.add(room.raw(MAIL, "good", "good"));
    together.add(
        new RawDelivery(
            MAIL,
            "bad",
            Map.of(),
            new ByteArrayInputStream(new byte[0]) {
              @Override
              public synchronized int read(byte[] into, int from, int most) {
                throw new IllegalStateException("the peer broke off");
              }
            },
            room.clock.instant()));
    assertThrows(IllegalStateException.class, () -> room.intake.acceptAll(together));
    assertEquals(List.of(), room.inbox());
    assertEquals(List.of(Intake.Outcome.ACCEPTED), deliver("good"));
  }

  @Test
  public void readTogetherTheyKeepTheirOrder() throws Exception {
    String[] all = numbered(120);
    deliver(all);
    room.connect(mail);
    room.startInbox();
    awaitAllDone();
    assertEquals(List.of(all), taken());
    assertEquals("read once each", 120, mail.reads.get());
  }

  @Test
  public void statementsAreCompiledOnceAndNotForEachMessage() throws Exception {
    deliver(numbered(60));
    room.connect(mail);
    room.startInbox();
    awaitAllDone();
    // lists of values come in a few lengths
    Map<String, Integer> texts = new TreeMap<>(database().compiledTexts());
    texts.values().removeIf(count -> count <= 8);
    assertEquals(Map.of(), texts);
  }

  @Test
  public void repliesOfOneThreadJoinItInTheOrderTheyCame() throws Exception {
    TicketRef ticket = new TicketRef(Room.MIHON, 2026, 77);
    String reference = room.references.of(ticket, "12") + "@city.example";
    CountDownLatch laterOnesRead = new CountDownLatch(3);
    mail.reading =
        content -> {
          if (content.equals("m0")) {
            laterOnesRead.await(); // the first is the slowest to read
          } else {
            laterOnesRead.countDown();
          }
          return List.of(
              FakeConnector.message(
                  content, Nature.PERSON, "Re:", List.of(reference), "hanako@citizen.example"));
        };
    deliver(numbered(4));
    room.connect(mail);
    room.startInbox();
    awaitAllDone();
    assertEquals(List.of("m0", "m1", "m2", "m3"), taken());
    assertTrue(
        room.tickets.taken().stream().allMatch(c -> c.thread().orElseThrow().equals(ticket)));
  }

  @Test
  public void oneThatCannotBeUnderstoodIsQuarantinedAlone() throws Exception {
    mail.reading =
        content -> {
          if (content.equals("m3")) {
            throw new UnreadableDelivery("unknown charset");
          }
          return List.of(FakeConnector.message(content));
        };
    deliver(numbered(6));
    room.connect(mail);
    room.startInbox();
    Room.eventually(() -> delivery("m3").state() == InboxEntry.State.QUARANTINED);
    Room.eventually(() -> taken().size() == 5);
    assertEquals(List.of("m0", "m1", "m2", "m4", "m5"), taken());
  }

  @Test
  public void oneThatTheTicketsRefuseIsQuarantinedAlone() throws Exception {
    room.tickets.refuse("m2", new DomainException(ChannelProblems.FINISHED, "m2"));
    deliver(numbered(5));
    room.connect(mail);
    room.startInbox();
    Room.eventually(() -> delivery("m2").state() == InboxEntry.State.QUARANTINED);
    Room.eventually(() -> delivery("m4").state() == InboxEntry.State.DONE);
    assertEquals(List.of("m0", "m1", "m3", "m4"), taken());
  }

  @Test
  public void oneThatIsReadSlowlyDoesNotKeepTheOthersWaiting() throws Exception {
    CountDownLatch slow = new CountDownLatch(1);
    mail.reading =
        content -> {
          if (content.equals("m0")) {
            slow.await();
          }
          return List.of(FakeConnector.message(content));
        };
    deliver(numbered(5));
    room.connect(mail);
    room.startInbox();
    Room.eventually(() -> taken().size() == 4);
    slow.countDown();
    awaitAllDone();
    assertEquals(5, taken().size());
  }

  @Test
  public void ticketsThatAreAwayPostponeAllAndLoseNone() throws Exception {
    room.tickets.failBeforeStoring(4);
    deliver(numbered(10));
    room.connect(mail);
    room.startInbox();
    Room.eventually(
        () -> room.inbox().stream().allMatch(e -> e.reason().equals(Reasons.TICKETS_AWAY)));
    room.clock.pass(Duration.ofSeconds(5));
    awaitAllDone();
    assertEquals(List.of(numbered(10)), taken());
  }

  @Test
  public void answerLostAfterTheTicketsAreStoredDoublesNone() throws Exception {
    room.tickets.failAfterStoring(1);
    deliver(numbered(10));
    room.connect(mail);
    room.startInbox();
    awaitAllDone();
    assertEquals(List.of(numbered(10)), taken());
  }

  @Test
  public void nodeThatDiesAmidManyLeavesThemToTheNextWithinTheLease() throws Exception {
    deliver(numbered(10));
    List<Long> ids = room.inbox().stream().map(InboxEntry::id).toList();
    Instant now = room.clock.instant();
    Lease lost = new Lease("dead-node/1", now.plusSeconds(10));
    room.store.transactions().write(() -> room.store.inbox().claim(ids, lost, now));
    room.clock.pass(Duration.ofSeconds(11));
    room.connect(mail);
    room.startInbox();
    awaitAllDone();
    assertEquals(List.of(numbered(10)), taken());
  }

  @Test
  public void deliveryThatKillsItsNodeTakesNoOtherIntoQuarantine() throws Exception {
    deliver("innocent", "poison", "bystander");
    List<Long> ids = room.inbox().stream().map(InboxEntry::id).toList();
    room.dieWith(ids);
    for (int i = 0; i < 10; i++) {
      room.dieReading(ids.get(1));
    }
    room.clock.pass(Room.REST);
    room.connect(mail);
    room.startInbox();
    Room.eventually(() -> delivery("poison").state() == InboxEntry.State.QUARANTINED);
    Room.eventually(() -> delivery("bystander").state() == InboxEntry.State.DONE);
    assertEquals(Reasons.READ_UNFINISHED, delivery("poison").reason());
    assertEquals(List.of("innocent", "bystander"), taken());
  }

  @Test
  public void leaseIsKeptWhileADeliveryIsReadForLong() throws Exception {
    CountDownLatch slow = new CountDownLatch(1);
    mail.reading =
        content -> {
          slow.await();
          return List.of(FakeConnector.message(content));
        };
    room.connect(mail);
    room.startInbox();
    deliver("long");
    Room.eventually(() -> mail.reads.get() == 1);
    for (int i = 1; i <= 3; i++) {
      room.clock.pass(Duration.ofSeconds(8));
      Room.eventually(
          () -> room.onlyDelivery().lease().holdsAt(room.clock.instant().plusSeconds(5)));
    }
    slow.countDown();
    awaitAllDone();
    assertEquals("nobody else began it", 1, mail.reads.get());
  }
}
