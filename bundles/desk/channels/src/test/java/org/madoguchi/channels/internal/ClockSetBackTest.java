package org.madoguchi.channels.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;

import java.time.Duration;
import java.util.List;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.madoguchi.channels.spi.ChannelUnavailable;
import org.madoguchi.testing.database.DatabaseMatrix;

/** A clock that is set back by an hour keeps nothing waiting for that hour. */
public class ClockSetBackTest extends DatabaseMatrix {
  private static final Duration BACK = Duration.ofHours(-1);

  private final FakeConnector mail = new FakeConnector("mail-mihon");
  private Room room;

  @Before
  public void open() {
    room = new Room(database());
  }

  @After
  public void close() {
    room.close();
  }

  @Test
  public void deliveryAcceptedBeforeIsReadAtOnce() {
    room.deliver("mail-mihon", "m1");
    room.clock.pass(BACK);
    room.connect(mail);
    room.startInbox();
    room.awaitDelivery(InboxEntry.State.DONE);
    assertEquals(1, mail.reads.get());
  }

  @Test
  public void messageQueuedBeforeIsSentAtOnce() {
    room.reply(1, "e1", "mail-mihon");
    room.clock.pass(BACK);
    room.connect(mail);
    room.startOutbox();
    room.awaitMessage(OutboxEntry.State.SENT);
    assertEquals(1, mail.sent.size());
  }

  @Test
  public void whatADeadProcessHadInHandIsFreeAtOnce() {
    room.deliver("mail-mihon", "m1");
    Lease lost = new Lease("node/2/f00-1", room.clock.instant().plusSeconds(10));
    List<Long> ids = List.of(room.onlyDelivery().id());
    room.store
        .transactions()
        .write(() -> room.store.inbox().claim(ids, lost, room.clock.instant()));
    room.bury("node/2");
    room.clock.pass(BACK);
    room.connect(mail);
    room.startInbox();
    room.awaitDelivery(InboxEntry.State.DONE);
    assertEquals(1, mail.reads.get());
  }

  @Test
  public void pausesBetweenAttemptsStayWhatTheyAre() {
    mail.sending =
        m -> {
          throw new ChannelUnavailable("connection refused");
        };
    room.reply(1, "e1", "mail-mihon");
    room.clock.pass(BACK);
    room.connect(mail);
    room.startOutbox();
    Room.eventually(() -> room.onlyMessage().attempts() == 1);
    await().during(Duration.ofMillis(400)).until(() -> mail.sends.get() == 1);
    room.clock.pass(Duration.ofSeconds(5));
    Room.eventually(() -> mail.sends.get() == 2);
  }

  @Test
  public void messageInHandIsLeftToItsSender() {
    room.reply(1, "e1", "mail-mihon");
    long id = room.onlyMessage().id();
    Lease theirs = new Lease("node/2/f00-1", room.clock.instant().plusSeconds(60));
    room.store
        .transactions()
        .write(() -> room.store.outbox().claim(id, theirs, room.clock.instant()));
    room.clock.pass(BACK);
    room.connect(mail);
    room.startOutbox();
    await().during(Duration.ofMillis(400)).until(() -> mail.sends.get() == 0);
  }
}
