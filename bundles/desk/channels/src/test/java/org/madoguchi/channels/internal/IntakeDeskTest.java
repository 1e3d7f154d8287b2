package org.madoguchi.channels.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.madoguchi.channels.Intake;
import org.madoguchi.channels.RawDelivery;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.store.BlobStore;
import org.madoguchi.testing.database.DatabaseMatrix;

public class IntakeDeskTest extends DatabaseMatrix {
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
  public void acceptedDeliveryIsInTheInboxWithItsContentAndEvent() throws Exception {
    assertEquals(Intake.Outcome.ACCEPTED, room.deliver("mail-mihon", "hello"));
    InboxEntry entry = room.onlyDelivery();
    assertEquals(InboxEntry.State.WAITING, entry.state());
    assertEquals(5, entry.content().size());
    try (InputStream content = room.blobs.open(entry.content().sha256())) {
      assertEquals("hello", new String(content.readAllBytes()));
    }
    assertEquals(List.of("DeliveryAccepted"), room.eventTypes(entry.aggregate()));
  }

  @Test
  public void sameKeyAgainIsRepeatedAndOnlyWithinItsChannel() {
    room.deliver("mail-mihon", "same");
    assertEquals(Intake.Outcome.REPEATED, room.deliver("mail-mihon", "same"));
    assertEquals(Intake.Outcome.ACCEPTED, room.deliver("mail-other", "same"));
    assertEquals(2, room.inbox().size());
  }

  @Test
  public void racingDeliveriesOfOneKeyAreOneRow() throws Exception {
    int racers = 8;
    ExecutorService threads = Executors.newFixedThreadPool(racers);
    CyclicBarrier start = new CyclicBarrier(racers);
    try {
      List<Future<Intake.Outcome>> outcomes = new ArrayList<>();
      for (int i = 0; i < racers; i++) {
        outcomes.add(
            threads.submit(
                () -> {
                  start.await();
                  return room.deliver("mail-mihon", "race");
                }));
      }
      int accepted = 0;
      for (Future<Intake.Outcome> outcome : outcomes) {
        accepted += outcome.get() == Intake.Outcome.ACCEPTED ? 1 : 0;
      }
      assertEquals(1, accepted);
      assertEquals(1, room.inbox().size());
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  public void contentThatCannotBeStoredIsNotAccepted() {
    room.blobs.full = true;
    assertThrows(IOException.class, () -> room.intake.accept(room.raw("mail-mihon", "k", "text")));
    assertEquals(0, room.inbox().size());
    room.blobs.full = false;
    assertEquals(Intake.Outcome.ACCEPTED, room.deliver("mail-mihon", "text"));
  }

  @Test
  public void tooLargeIsRefused() {
    InputStream endless =
        new InputStream() {
          @Override
          public int read() {
            return 'x';
          }

          @Override
          public int read(byte[] into, int from, int most) {
            return most;
          }
        };
    RawDelivery large = new RawDelivery("mail-mihon", "k", Map.of(), endless, room.clock.instant());
    assertThrows(BlobStore.TooLarge.class, () -> room.intake.accept(large));
    assertEquals(0, room.inbox().size());
  }

  @Test
  public void limitsOfKeysAndHeadersAreKept() {
    assertThrows(
        IllegalArgumentException.class,
        () -> room.intake.accept(room.raw("mail-mihon", "k".repeat(201), "x")));
    Map<String, String> headers =
        IntStream.range(0, 17)
            .boxed()
            .collect(Collectors.toMap(i -> "h" + i, i -> "v".repeat(1_024)));
    RawDelivery heavy =
        new RawDelivery(
            "mail-mihon",
            "k",
            headers,
            new ByteArrayInputStream(new byte[0]),
            room.clock.instant());
    assertThrows(IllegalArgumentException.class, () -> room.intake.accept(heavy));
  }

  @Test
  public void largeHeadersComeBackWhole() throws Exception {
    Map<String, String> headers = Map.of("X-Signature", "①".repeat(15_000), "Host", "example");
    room.intake.accept(
        new RawDelivery(
            "web", "k", headers, new ByteArrayInputStream(new byte[] {1}), room.clock.instant()));
    long id = room.onlyDelivery().id();
    assertEquals(headers, room.store.transactions().read(() -> room.store.inbox().headers(id)));
  }

  @Test
  public void deliveryOfAnUnknownInstanceBelongsToItsMunicipalityOnceTheInstanceIsSeen() {
    room.deliver("mail-mihon", "early");
    assertEquals(MunicipalityId.EVERY, room.onlyDelivery().access().municipality());
    FakeConnector connector = new FakeConnector("mail-mihon");
    room.connect(connector);
    room.startInbox();
    room.awaitDelivery(InboxEntry.State.DONE);
    assertEquals(Room.MIHON, room.onlyDelivery().access().municipality());
    room.deliver("mail-mihon", "later");
    assertTrue(room.inbox().stream().allMatch(e -> e.access().municipality().equals(Room.MIHON)));
  }
}
