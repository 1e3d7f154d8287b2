package org.madoguchi.kernel.testkit;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.madoguchi.kernel.store.Transactions;

/**
 * Transactions over nothing, for fakes: whatever is to happen at the commit is handed to {@link
 * #atCommit}. One at a time.
 */
public final class MemoryTransactions implements Transactions {
  private static final Logger LOG = System.getLogger(MemoryTransactions.class.getName());

  private final List<Runnable> atCommit = new ArrayList<>();
  private final List<Runnable> afterCommit = new ArrayList<>();
  private Thread writer;

  @Override
  public <T> T write(Supplier<T> command) {
    if (Thread.holdsLock(this)) {
      requireWrite();
      return command.get();
    }
    List<Runnable> actions;
    T result;
    synchronized (this) {
      writer = Thread.currentThread();
      try {
        result = command.get();
        atCommit.forEach(Runnable::run);
        actions = List.copyOf(afterCommit);
      } finally {
        writer = null;
        atCommit.clear();
        afterCommit.clear();
      }
    }
    actions.forEach(MemoryTransactions::attempt);
    return result;
  }

  private static void attempt(Runnable action) {
    try {
      action.run();
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "an action after the commit failed", e);
    }
  }

  @Override
  public synchronized <T> T read(Supplier<T> query) {
    return query.get();
  }

  @Override
  public synchronized void afterCommit(Runnable action) {
    requireWrite();
    afterCommit.add(action);
  }

  /** Part of the running write; not done when it rolls back. */
  synchronized void atCommit(Runnable change) {
    requireWrite();
    atCommit.add(change);
  }

  private void requireWrite() {
    if (writer != Thread.currentThread()) {
      throw new IllegalStateException("no write transaction");
    }
  }
}
