package org.madoguchi.kernel.testkit;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.madoguchi.kernel.event.CommittedEvent;
import org.madoguchi.kernel.event.EventLog;
import org.madoguchi.kernel.event.NewEvent;
import org.madoguchi.kernel.store.Transactions;

/** An event log in memory, for tests that need no database; keeps {@link EventLogContract}. */
public final class MemoryEventLog implements EventLog {
  private static final int LONGEST_PAYLOAD = 4_000;
  private static final int LARGEST_PAGE = 1_000;

  private record Key(String stream, String aggregate, long sequence) {
    static Key of(NewEvent e) {
      return new Key(e.stream(), e.aggregate(), e.sequence());
    }
  }

  private final MemoryTransactions transactions = new MemoryTransactions();
  private final List<CommittedEvent> committed = new ArrayList<>();
  private final Set<Key> taken = new HashSet<>();
  private int stamped;

  /** The only transactions it takes part in. */
  public MemoryTransactions transactions() {
    return transactions;
  }

  @Override
  public void append(Transactions inside, List<NewEvent> events) {
    if (inside != transactions) {
      throw new IllegalArgumentException("transactions of another store");
    }
    if (events.stream().anyMatch(e -> e.payload().length() > LONGEST_PAYLOAD)) {
      throw new IllegalArgumentException("a payload has at most 4,000 characters");
    }
    transactions.atCommit(() -> commit(events));
    refuseTaken(events);
  }

  /** Decides already now: there is one writer at a time. */
  private synchronized void refuseTaken(List<NewEvent> events) {
    for (NewEvent e : events) {
      if (taken.contains(Key.of(e))) {
        throw new ConcurrentAppend(e.aggregate(), null);
      }
    }
  }

  private synchronized void commit(List<NewEvent> events) {
    for (NewEvent e : events) {
      taken.add(Key.of(e));
      committed.add(SampleEvents.committed(0, committed.size() + 1, e));
    }
  }

  /** Gives everything committed so far its position. */
  public synchronized void stamp() {
    for (; stamped < committed.size(); stamped++) {
      CommittedEvent e = committed.get(stamped);
      committed.set(stamped, at(stamped + 1, e));
    }
  }

  private static CommittedEvent at(long position, CommittedEvent e) {
    return new CommittedEvent(
        position,
        e.id(),
        e.stream(),
        e.aggregate(),
        e.sequence(),
        e.type(),
        e.version(),
        e.payload(),
        e.access(),
        e.actor(),
        e.at());
  }

  @Override
  public synchronized List<CommittedEvent> after(long position, int limit) {
    if (limit < 1 || limit > LARGEST_PAGE) {
      throw new IllegalArgumentException("limit is 1 to 1,000");
    }
    int from = (int) Math.min(position, stamped);
    return List.copyOf(committed.subList(from, Math.min(from + limit, stamped)));
  }

  @Override
  public synchronized List<CommittedEvent> of(String stream, String aggregate) {
    return committed.stream()
        .filter(e -> e.stream().equals(stream) && e.aggregate().equals(aggregate))
        .toList();
  }

  @Override
  public synchronized long head() {
    return stamped;
  }
}
