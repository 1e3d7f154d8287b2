package org.madoguchi.channels.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.madoguchi.persistence.Faults;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deliveries claimed together: read side by side by jobs of their lane, settled together in their
 * order, after the round before. A delivery that is read slowly is settled later and does not keep
 * the others waiting.
 */
final class InboxRound {
  private static final Logger LOG = LoggerFactory.getLogger(InboxRound.class);
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final Lane lane;
  private final List<InboxEntry> entries;
  private final InboxSettling settling;
  private final AtomicInteger next = new AtomicInteger();
  private final TreeMap<Integer, InboxSettling.Read> unsettled = new TreeMap<>();
  private final CountDownLatch over = new CountDownLatch(1);
  private AtomicInteger readers;
  private CountDownLatch allRead;
  private volatile InboxRound before;
  private volatile Lease lease;

  /**
   * @param before the lane's round before this; null for its first
   */
  InboxRound(
      Lane lane, List<InboxEntry> entries, Lease lease, InboxSettling settling, InboxRound before) {
    this.lane = lane;
    this.entries = entries;
    this.lease = lease;
    this.settling = settling;
    this.before = before;
  }

  List<Long> ids() {
    return entries.stream().map(InboxEntry::id).toList();
  }

  Lease lease() {
    return lease;
  }

  void keep(Lease longer) {
    lease = longer;
  }

  boolean isOver() {
    return over.getCount() == 0;
  }

  /**
   * @param places free ones of the lane
   */
  void start(int places) {
    int side = Math.min(places, entries.size());
    readers = new AtomicInteger(side);
    allRead = new CountDownLatch(side);
    for (int i = 0; i < side; i++) {
      lane.run(this::work);
    }
  }

  private void work() {
    try {
      readOn();
    } catch (RuntimeException | LinkageError e) {
      unsettled(e);
    }
    boolean last = readers.decrementAndGet() == 0;
    allRead.countDown();
    if (last) {
      end();
    } else if (!await(allRead)) {
      settle();
    }
  }

  private void readOn() {
    boolean goOn = true;
    while (goOn && !lane.isClosed()) {
      int mine = next.getAndIncrement();
      goOn = mine < entries.size() && read(mine);
    }
  }

  /**
   * @return false when the lane's place may be lost to a call that does not end
   */
  private boolean read(int mine) {
    InboxEntry entry = entries.get(mine);
    try (LogContext about = LogContext.of(lane.connected().name(), entry.aggregate())) {
      Optional<InboxSettling.Read> read = settling.read(lane, entry);
      synchronized (unsettled) {
        read.ifPresent(r -> unsettled.put(mine, r));
      }
      return true;
    } catch (CallTimedOut e) {
      settling.tooSlow(entry);
      return false;
    }
  }

  private void end() {
    try {
      InboxRound earlier = before;
      if (earlier != null) {
        await(earlier.over);
        before = null;
      }
      settle();
      releaseUnread();
    } catch (RuntimeException | LinkageError e) {
      unsettled(e);
    } finally {
      over.countDown();
      settling.ring();
    }
  }

  private void settle() {
    List<InboxSettling.Read> read;
    synchronized (unsettled) {
      read = new ArrayList<>(unsettled.values());
      unsettled.clear();
    }
    try {
      settling.settle(lane, read);
    } catch (RuntimeException | LinkageError e) {
      unsettled(e);
    }
  }

  private void releaseUnread() {
    int begun = Math.min(next.get(), entries.size());
    if (begun < entries.size()) {
      settling.release(entries.subList(begun, entries.size()));
    }
  }

  /** The rows stay leased and come again when the lease is over. */
  private void unsettled(Throwable e) {
    LOG.warn(
        "deliveries {}–{} could not all be settled: {}",
        entries.get(0).id(),
        entries.get(entries.size() - 1).id(),
        Faults.describe(e));
  }

  private static boolean await(CountDownLatch latch) {
    try {
      return latch.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
