package org.madoguchi.channels.testkit;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.madoguchi.channels.Intake;
import org.madoguchi.channels.RawDelivery;
import org.madoguchi.channels.spi.ChannelConnector;
import org.madoguchi.channels.spi.ChannelUnavailable;
import org.madoguchi.channels.spi.InboundMessage;
import org.madoguchi.channels.spi.UnreadableDelivery;
import org.madoguchi.kernel.store.BlobStore;

/**
 * The channels room in memory: an intake with unique keys that can be switched off, and the
 * worker's side, which hands accepted deliveries to the connector. Safe for several threads.
 */
public final class ChannelHarness implements Intake {
  /** A committed inbox row. */
  public record Accepted(
      String channel,
      String sourceKey,
      Map<String, String> headers,
      byte[] content,
      Instant receivedAt) {
    /** The delivery as the worker gives it to {@code read}, with a fresh stream. */
    public RawDelivery raw() {
      return new RawDelivery(channel, sourceKey, headers, new StoredContent(content), receivedAt);
    }
  }

  private record Key(String channel, String sourceKey) {}

  private static final CountDownLatch OPEN = new CountDownLatch(0);

  private final Map<Key, Accepted> inbox = new LinkedHashMap<>();
  private final AtomicBoolean down = new AtomicBoolean();
  private final AtomicInteger refused = new AtomicInteger();
  private int untilHeld = -1;
  private CountDownLatch gate = OPEN;

  /** From now on nothing can be committed, as with a full disk or a stopped database. */
  public void down() {
    down.set(true);
  }

  public void up() {
    down.set(false);
  }

  /** How often a delivery came while the inbox was down. */
  public int refused() {
    return refused.get();
  }

  /**
   * From now on the {@code n}-th delivery waits in {@code accept} for {@link #letGo}, as behind a
   * slow disk.
   */
  public synchronized void holdAt(int n) {
    untilHeld = n;
    gate = new CountDownLatch(1);
  }

  /** Whether a delivery is being held. */
  public synchronized boolean holds() {
    return untilHeld == 0 && gate.getCount() > 0;
  }

  public synchronized void letGo() {
    gate.countDown();
  }

  private synchronized CountDownLatch arrive() {
    if (untilHeld > 0) {
      untilHeld--;
    }
    return untilHeld == 0 ? gate : OPEN;
  }

  private void passTheGate() throws IOException {
    try {
      arrive().await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted before it was committed");
    }
  }

  @Override
  public Outcome accept(RawDelivery delivery) throws IOException {
    checkLimits(delivery);
    byte[] content = delivery.content().readNBytes((int) MAX_BYTES + 1);
    if (content.length > MAX_BYTES) {
      throw new BlobStore.TooLarge(MAX_BYTES);
    }
    if (down.get()) {
      refused.incrementAndGet();
      throw new IOException("the inbox is down");
    }
    passTheGate();
    Accepted row =
        new Accepted(
            delivery.channel(),
            delivery.sourceKey(),
            delivery.headers(),
            content,
            delivery.receivedAt());
    synchronized (inbox) {
      return inbox.putIfAbsent(new Key(row.channel(), row.sourceKey()), row) == null
          ? Outcome.ACCEPTED
          : Outcome.REPEATED;
    }
  }

  private static void checkLimits(RawDelivery delivery) {
    String key = delivery.sourceKey();
    if (key == null || key.isBlank() || key.length() > 200) {
      throw new IllegalArgumentException("a source key has 1 to 200 characters");
    }
    int headers =
        delivery.headers().entrySet().stream()
            .mapToInt(h -> h.getKey().length() + h.getValue().length())
            .sum();
    if (headers > 16 * 1024) {
      throw new IllegalArgumentException("headers are limited to 16 KiB together");
    }
  }

  /** What was committed, in order. */
  public List<Accepted> accepted() {
    synchronized (inbox) {
      return List.copyOf(inbox.values());
    }
  }

  /**
   * Reads everything accepted as the worker does and joins what has the same external id, as the
   * tickets room does: one element per contact.
   */
  public List<InboundMessage> contacts(ChannelConnector connector)
      throws UnreadableDelivery, ChannelUnavailable {
    Map<String, InboundMessage> contacts = new LinkedHashMap<>();
    for (Accepted row : accepted()) {
      connector.read(row.raw()).forEach(m -> contacts.putIfAbsent(m.externalId(), m));
    }
    return new ArrayList<>(contacts.values());
  }
}
