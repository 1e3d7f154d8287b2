package org.madoguchi.channels.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.Test;
import org.madoguchi.channels.spi.UnreadableDelivery;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.tickets.InboundContact.Nature;

/** What cannot be read is put aside with its reason, and comes back. */
public class InboxQuarantineTest extends RoomTest {
  @Test
  public void unreadableIsQuarantinedWithItsReasonAndOthersGoOn() {
    mail.reading =
        content -> {
          if (content.equals("bad")) {
            throw new UnreadableDelivery("no MIME boundary");
          }
          return List.of(FakeConnector.message(content));
        };
    room.connect(mail);
    room.startInbox();
    room.deliver("mail-mihon", "bad");
    room.awaitDelivery(InboxEntry.State.QUARANTINED);
    assertEquals("no MIME boundary", room.onlyDelivery().reason());
    assertEquals(
        List.of("DeliveryAccepted", "DeliveryQuarantined"),
        room.eventTypes(room.onlyDelivery().aggregate()));
    room.deliver("mail-mihon", "good");
    Room.eventually(() -> room.tickets.taken().size() == 1);
  }

  @Test
  public void unexpectedFailureIsQuarantinedAndTellsNothingOfTheContent() {
    mail.reading =
        content -> {
          throw new IllegalStateException("hanako@citizen.example wrote something odd");
        };
    room.connect(mail);
    room.startInbox();
    room.deliver("mail-mihon", "odd");
    room.awaitDelivery(InboxEntry.State.QUARANTINED);
    assertEquals(Reasons.READ_FAILED, room.onlyDelivery().reason());
  }

  @Test
  public void linkageErrorOfAPluginIsQuarantined() {
    mail.reading =
        content -> {
          throw new NoClassDefFoundError("javax/gone");
        };
    room.connect(mail);
    room.startInbox();
    room.deliver("mail-mihon", "odd");
    room.awaitDelivery(InboxEntry.State.QUARANTINED);
  }

  @Test
  public void messageWithoutSenderIsQuarantined() {
    mail.reading =
        content -> List.of(FakeConnector.message(content, Nature.PERSON, "件名", List.of()));
    room.connect(mail);
    room.startInbox();
    room.deliver("mail-mihon", "anonymous");
    room.awaitDelivery(InboxEntry.State.QUARANTINED);
    assertEquals(Reasons.NO_SENDER, room.onlyDelivery().reason());
  }

  @Test
  public void deliveryThatKillsTheNodeAgainAndAgainIsQuarantined() {
    room.deliver("mail-mihon", "poison");
    endNodesWithItInHand(1);
    endNodesThatReadIt(10);
    room.clock.pass(Room.REST);
    room.connect(mail);
    room.startInbox();
    room.awaitDelivery(InboxEntry.State.QUARANTINED);
    assertEquals(0, mail.reads.get());
    assertEquals(Reasons.READ_UNFINISHED, room.onlyDelivery().reason());
  }

  @Test
  public void endsBeforeItWasReadAreNotHeldAgainstADelivery() {
    room.deliver("mail-mihon", "m1");
    endNodesWithItInHand(50);
    room.connect(mail);
    room.startInbox();
    room.awaitDelivery(InboxEntry.State.DONE);
    assertEquals(List.of("m1"), taken());
  }

  @Test
  public void deliveryThatMayHaveKilledNodesLetsTheOthersPass() {
    room.deliver("mail-mihon", "m1");
    endNodesWithItInHand(1);
    endNodesThatReadIt(3);
    room.deliver("mail-mihon", "m2");
    room.connect(mail);
    room.startInbox();
    Room.eventually(() -> taken().equals(List.of("m2")));
    room.clock.pass(Room.REST);
    Room.eventually(() -> taken().equals(List.of("m2", "m1")));
  }

  @Test
  public void suspectHasItsRestBeforeItIsReadOnceMore() {
    AtomicReference<InboxEntry> beingRead = new AtomicReference<>();
    mail.reading =
        content -> {
          beingRead.set(room.onlyDelivery());
          return List.of(FakeConnector.message(content));
        };
    room.deliver("mail-mihon", "m1");
    endNodesWithItInHand(1);
    endNodesThatReadIt(2);
    room.clock.pass(Room.REST);
    room.connect(mail);
    room.startInbox();
    room.awaitDelivery(InboxEntry.State.DONE);
    assertEquals(3, beingRead.get().ends());
    assertEquals(room.clock.instant().plus(Room.REST), beingRead.get().nextAttemptAt());
    assertEquals(0, room.onlyDelivery().ends());
  }

  private void endNodesWithItInHand(int times) {
    for (int i = 0; i < times; i++) {
      room.dieWith(List.of(room.onlyDelivery().id()));
    }
  }

  private void endNodesThatReadIt(int times) {
    for (int i = 0; i < times; i++) {
      room.dieReading(room.onlyDelivery().id());
    }
  }

  @Test
  public void quarantineIsReadAgainByANewBuild() {
    mail.reading =
        content -> {
          throw new UnreadableDelivery("unknown charset");
        };
    long old = room.connect(mail, "1.0.0");
    room.startInbox();
    room.deliver("mail-mihon", "m1");
    room.awaitDelivery(InboxEntry.State.QUARANTINED);
    room.disconnect(old);
    room.connect(new FakeConnector("mail-mihon"), "1.0.1");
    room.awaitDelivery(InboxEntry.State.DONE);
    assertEquals(List.of("m1"), taken());
  }

  @Test
  public void restartWithTheSameBuildLeavesTheQuarantineAlone() {
    mail.reading =
        content -> {
          throw new UnreadableDelivery("unknown charset");
        };
    room.connect(mail, "1.0.0");
    InboxWorker first = room.startInbox();
    room.deliver("mail-mihon", "m1");
    room.awaitDelivery(InboxEntry.State.QUARANTINED);
    first.stop();
    room.startInbox();
    await().during(Duration.ofMillis(400)).until(() -> mail.reads.get() == 1);
    assertEquals(InboxEntry.State.QUARANTINED, room.onlyDelivery().state());
  }

  @Test
  public void quarantineIsReadAgainByHand() {
    mail.reading =
        content -> {
          throw new UnreadableDelivery("unknown charset");
        };
    room.connect(mail);
    room.startInbox();
    room.deliver("mail-mihon", "m1");
    room.awaitDelivery(InboxEntry.State.QUARANTINED);
    mail.reading = content -> List.of(FakeConnector.message(content));
    room.desk.retryDelivery(AccessScope.system(), room.onlyDelivery().id());
    room.awaitDelivery(InboxEntry.State.DONE);
    assertEquals(List.of("m1"), taken());
  }
}
