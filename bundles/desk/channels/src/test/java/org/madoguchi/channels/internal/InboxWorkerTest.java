package org.madoguchi.channels.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.madoguchi.channels.spi.ChannelUnavailable;
import org.madoguchi.channels.spi.InboundMessage;
import org.madoguchi.channels.spi.UnreadableDelivery;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.Problems;
import org.madoguchi.testing.database.DatabaseMatrix;
import org.madoguchi.tickets.InboundContact;
import org.madoguchi.tickets.InboundContact.Nature;
import org.madoguchi.tickets.TicketRef;

public class InboxWorkerTest extends DatabaseMatrix {
  private Room room;
  private final FakeConnector mail = new FakeConnector("mail-mihon");

  @Before
  public void open() {
    room = new Room(database());
  }

  @After
  public void close() {
    room.close();
  }

  private void assertTakenOnce(String... ids) {
    assertEquals(
        List.of(ids), room.tickets.taken().stream().map(InboundContact::externalId).toList());
  }

  @Test
  public void deliveryBecomesATicketAndIsDone() {
    room.connect(mail);
    room.startInbox();
    room.deliver("mail-mihon", "m1");
    room.awaitDelivery(InboxEntry.State.DONE);
    assertTakenOnce("m1");
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
    assertTakenOnce();
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
    assertTakenOnce("m1");
  }

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
    assertTakenOnce("m1");
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
    assertTakenOnce("m1");
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
    assertTakenOnce("a", "b");
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
    assertTakenOnce("m1");
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
    assertTakenOnce("m1");
  }

  @Test
  public void deliveryThatKillsTheNodeAgainAndAgainIsQuarantined() {
    room.deliver("mail-mihon", "poison");
    long id = room.onlyDelivery().id();
    for (int i = 0; i < 5; i++) {
      Lease lost = new Lease("dead-node/" + i, room.clock.instant().plusSeconds(1));
      room.store
          .transactions()
          .write(() -> room.store.inbox().claim(List.of(id), lost, room.clock.instant()));
      room.clock.pass(Duration.ofSeconds(2));
    }
    room.connect(mail);
    room.startInbox();
    room.awaitDelivery(InboxEntry.State.QUARANTINED);
    assertEquals(0, mail.reads.get());
    assertEquals(Reasons.READ_UNFINISHED, room.onlyDelivery().reason());
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
    assertTakenOnce("m1");
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
    assertTakenOnce("m1");
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
    assertTakenOnce("m1");
  }

  @Test
  public void signedReferenceJoinsItsTicketAndAForgedOneDoesNot() {
    TicketRef ticket = new TicketRef(Room.MIHON, 2026, 77);
    String signed = room.references.of(ticket, "12");
    String forged = signed.substring(0, signed.length() - 1) + (signed.endsWith("0") ? "1" : "0");
    mail.reading =
        content ->
            List.of(
                FakeConnector.message(
                    content,
                    Nature.PERSON,
                    "Re:",
                    List.of(
                        "x@y.example",
                        (content.equals("true") ? signed : forged) + "@city.example"),
                    "anybody@else.example"));
    room.connect(mail);
    room.startInbox();
    room.deliver("mail-mihon", "true");
    Room.eventually(() -> room.tickets.taken().size() == 1);
    room.deliver("mail-mihon", "forged");
    Room.eventually(() -> room.tickets.taken().size() == 2);
    assertEquals(ticket, room.tickets.taken().get(0).thread().orElseThrow());
    assertTrue(room.tickets.taken().get(1).thread().isEmpty());
    assertTrue(room.tickets.taken().get(1).mentioned().isEmpty());
  }

  @Test
  public void numberInTheSubjectJoinsOnlyForItsCitizen() {
    TicketRef ticket = new TicketRef(Room.MIHON, 2026, 4512);
    room.tickets.owns(ticket, FakeConnector.message("x").senders().get(0));
    mail.reading =
        content ->
            List.of(
                FakeConnector.message(
                    content,
                    Nature.PERSON,
                    "Re: [2026-004512] 粗大ごみ",
                    List.of(),
                    content.split(" ")));
    room.connect(mail);
    room.startInbox();
    room.deliver("mail-mihon", "hanako@citizen.example");
    Room.eventually(() -> room.tickets.taken().size() == 1);
    room.deliver("mail-mihon", "thief@evil.example");
    Room.eventually(() -> room.tickets.taken().size() == 2);
    room.deliver("mail-mihon", "hanako@citizen.example thief@evil.example");
    Room.eventually(() -> room.tickets.taken().size() == 3);
    List<InboundContact> taken = room.tickets.taken();
    assertEquals(ticket, taken.get(0).thread().orElseThrow());
    for (InboundContact stranger : taken.subList(1, 3)) {
      assertTrue(stranger.thread().isEmpty());
      assertEquals(ticket, stranger.mentioned().orElseThrow());
    }
  }

  @Test
  public void htmlIsCleanedAndAttachmentsAreStored() throws Exception {
    byte[] picture = {1, 2, 3};
    mail.reading =
        content -> {
          InboundMessage plain = FakeConnector.message(content);
          return List.of(
              new InboundMessage(
                  plain.externalId(),
                  "",
                  List.of(),
                  Nature.PERSON,
                  "山田\u0000\n花子",
                  plain.senders(),
                  "件名\r\nBcc: x",
                  "本文\u0000です",
                  "<p onclick=x()>本文<script>alert(1)</script></p>",
                  List.of(
                      new InboundMessage.Attachment(
                          "../../etc/passwd",
                          "image/png",
                          "logo",
                          () -> new ByteArrayInputStream(picture))),
                  "ja",
                  plain.sentAt()));
        };
    room.connect(mail);
    room.startInbox();
    room.deliver("mail-mihon", "m1");
    room.awaitDelivery(InboxEntry.State.DONE);
    InboundContact contact = room.tickets.taken().get(0);
    assertEquals("<p>本文</p>", contact.html());
    assertEquals("本文です", contact.text());
    assertEquals("山田  花子", contact.senderName());
    assertFalse(contact.subject().contains("\n"));
    assertEquals("passwd", contact.attachments().get(0).fileName());
    try (InputStream stored = room.blobs.open(contact.attachments().get(0).content().sha256())) {
      assertEquals(3, stored.readAllBytes().length);
    }
  }

  @Test
  public void attachmentThatCannotBeReadQuarantinesItsDeliveryOnly() {
    mail.reading = content -> List.of(withAttachment(content, content.equals("broken")));
    room.connect(mail);
    room.startInbox();
    room.deliver("mail-mihon", "broken");
    room.awaitDelivery(InboxEntry.State.QUARANTINED);
    room.deliver("mail-mihon", "whole");
    Room.eventually(() -> room.tickets.taken().size() == 1);
  }

  @Test
  public void fullDiskPostponesAndLosesNothing() throws Exception {
    mail.reading = content -> List.of(withAttachment(content, false));
    room.deliver("mail-mihon", "m1");
    room.blobs.full = true;
    room.connect(mail);
    room.startInbox();
    Room.eventually(() -> room.onlyDelivery().reason().equals(Reasons.STORAGE_AWAY));
    room.blobs.full = false;
    room.clock.pass(Duration.ofSeconds(5));
    room.awaitDelivery(InboxEntry.State.DONE);
    assertTakenOnce("m1");
  }

  private static InboundMessage withAttachment(String id, boolean broken) {
    InboundMessage plain = FakeConnector.message(id);
    return new InboundMessage(
        id,
        "",
        List.of(),
        Nature.PERSON,
        "",
        plain.senders(),
        "",
        "text",
        "",
        List.of(
            new InboundMessage.Attachment(
                "a.txt",
                "text/plain",
                "",
                () -> {
                  if (broken) {
                    throw new IOException("bad base64");
                  }
                  return new ByteArrayInputStream(id.getBytes());
                })),
        "",
        plain.sentAt());
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
