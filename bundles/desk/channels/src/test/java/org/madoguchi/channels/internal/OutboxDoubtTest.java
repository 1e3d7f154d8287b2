package org.madoguchi.channels.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import org.junit.Test;
import org.madoguchi.channels.spi.DeliveryInDoubt;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.tickets.DeliveryState;

/** Whether it left or not is not known: a person decides. */
public class OutboxDoubtTest extends RoomTest {
  private void awaitTold(DeliveryState state) {
    Room.eventually(() -> room.tickets.lastTold().filter(t -> t.state() == state).isPresent());
  }

  @Test
  public void inDoubtIsNeverSentAgainByItself() {
    mail.sending =
        m -> {
          throw new DeliveryInDoubt("connection lost after DATA");
        };
    room.connect(mail);
    room.startOutbox();
    room.startUpkeep();
    room.reply(1, "e1", "mail-mihon");
    room.awaitMessage(OutboxEntry.State.IN_DOUBT);
    awaitTold(DeliveryState.IN_DOUBT);
    room.clock.pass(Duration.ofDays(4));
    await().during(Duration.ofMillis(300)).until(() -> mail.sends.get() == 1);
    long id = room.onlyMessage().id();
    assertThrows(DomainException.class, () -> room.desk.retryMessage(AccessScope.system(), id));
  }

  @Test
  public void personSettlesADoubtEitherWay() {
    mail.sending =
        m -> {
          throw new DeliveryInDoubt("connection lost");
        };
    room.connect(mail);
    room.startOutbox();
    room.reply(1, "e1", "mail-mihon");
    room.awaitMessage(OutboxEntry.State.IN_DOUBT);
    mail.sending = mail::take;
    room.desk.settle(AccessScope.system(), room.onlyMessage().id(), false);
    room.awaitMessage(OutboxEntry.State.SENT);
    assertEquals(1, mail.sent.size());

    mail.sending =
        m -> {
          throw new DeliveryInDoubt("connection lost");
        };
    room.reply(2, "e2", "mail-mihon");
    Room.eventually(() -> room.outbox().get(0).state() == OutboxEntry.State.IN_DOUBT);
    room.desk.settle(AccessScope.system(), room.outbox().get(0).id(), true);
    assertEquals(OutboxEntry.State.SENT, room.outbox().get(0).state());
    assertEquals(1, mail.sent.size());
  }

  @Test
  public void unexpectedFailureOfTheConnectorIsInDoubt() {
    mail.sending =
        m -> {
          throw new IllegalStateException("bug");
        };
    room.connect(mail);
    room.startOutbox();
    room.reply(1, "e1", "mail-mihon");
    room.awaitMessage(OutboxEntry.State.IN_DOUBT);
  }

  @Test
  public void sendingBeyondTheLimitIsInDoubt() {
    mail.limit = Duration.ofMillis(200);
    mail.sending =
        m -> {
          new CountDownLatch(1).await();
          return null;
        };
    room.connect(mail);
    room.startOutbox();
    room.reply(1, "e1", "mail-mihon");
    room.awaitMessage(OutboxEntry.State.IN_DOUBT);
    assertEquals(Reasons.SEND_TIMEOUT, room.onlyMessage().reason());
  }

  @Test
  public void crashDuringTheCallIsInDoubtAndNotSentAgain() {
    room.reply(1, "e1", "mail-mihon");
    crashWhileSending();
    room.connect(mail);
    room.startOutbox();
    room.startUpkeep();
    await()
        .during(Duration.ofMillis(300))
        .until(() -> room.onlyMessage().state() == OutboxEntry.State.SENDING);
    room.clock.pass(Duration.ofSeconds(61));
    room.awaitMessage(OutboxEntry.State.IN_DOUBT);
    assertEquals(Reasons.SEND_ABANDONED, room.onlyMessage().reason());
    awaitTold(DeliveryState.IN_DOUBT);
    assertEquals(0, mail.sends.get());
  }

  @Test
  public void whatADeadProcessWasSendingIsInDoubtAtOnce() {
    room.reply(1, "e1", "mail-mihon");
    crashWhileSending();
    room.connect(mail);
    room.startOutbox();
    room.startUpkeep();
    room.bury("dead");
    room.awaitMessage(OutboxEntry.State.IN_DOUBT);
    assertEquals(0, mail.sends.get());
  }

  private OutboxEntry crashWhileSending() {
    Instant now = room.clock.instant();
    Lease lease = new Lease("dead/1", now.plusSeconds(60));
    long id = room.onlyMessage().id();
    return room.store
        .transactions()
        .write(
            () -> {
              OutboxEntry claimed = room.store.outbox().claim(id, lease, now).orElseThrow();
              OutboxEntry sending = claimed.sending("mail-mihon", lease.until(), now);
              assertTrue(room.store.outbox().replace(claimed, sending));
              return sending;
            });
  }

  @Test
  public void senderThatWasOnlySlowStillTellsThatItWasSent() throws Exception {
    CountDownLatch called = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    mail.sending =
        m -> {
          called.countDown();
          goOn.await();
          return mail.take(m);
        };
    room.connect(mail);
    room.startOutbox();
    room.startUpkeep();
    room.reply(1, "e1", "mail-mihon");
    called.await();
    room.clock.pass(Duration.ofMinutes(10));
    room.awaitMessage(OutboxEntry.State.IN_DOUBT);
    goOn.countDown();
    room.awaitMessage(OutboxEntry.State.SENT);
    awaitTold(DeliveryState.SENT);
  }

  @Test
  public void stoppedWorkerEndsWaitingCallsAndTheirThreads() throws Exception {
    CountDownLatch called = new CountDownLatch(1);
    mail.sending =
        m -> {
          called.countDown();
          new CountDownLatch(1).await();
          return null;
        };
    room.connect(mail);
    OutboxWorker worker = room.startOutbox();
    room.reply(1, "e1", "mail-mihon");
    called.await();
    worker.stop();
    assertEquals(OutboxEntry.State.IN_DOUBT, room.onlyMessage().state());
    Room.eventually(
        () ->
            Thread.getAllStackTraces().keySet().stream()
                .noneMatch(t -> t.getName().startsWith("outbox") && t.isAlive()));
  }
}
