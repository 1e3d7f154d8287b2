package org.madoguchi.kernel.event;

import java.util.List;
import org.madoguchi.kernel.store.Transactions;

/** The append-only log: history, audit trail and the source for every follower. */
public interface EventLog {
  /**
   * Appends inside the running write transaction of {@code transactions}; nothing is seen before
   * its commit.
   *
   * @throws IllegalStateException when no write transaction runs
   * @throws ConcurrentAppend when (stream, aggregate, sequence) exists already: another command was
   *     faster; the transaction must be rolled back and the command decided anew
   */
  void append(Transactions transactions, List<NewEvent> events);

  /** Stamped events after {@code position}, in order, at most {@code limit} (1–1,000). */
  List<CommittedEvent> after(long position, int limit);

  /**
   * All events of one aggregate by sequence, stamped or not (unstamped ones have position 0); for
   * histories.
   */
  List<CommittedEvent> of(String stream, String aggregate);

  /** The highest stamped position; 0 for an empty log. */
  long head();

  /** Two commands decided on the same state of one aggregate. */
  final class ConcurrentAppend extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ConcurrentAppend(String aggregate, Throwable cause) {
      super("concurrent append to " + aggregate, cause);
    }
  }
}
