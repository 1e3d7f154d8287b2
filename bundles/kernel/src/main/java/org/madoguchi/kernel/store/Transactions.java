package org.madoguchi.kernel.store;

import java.util.function.Supplier;

/**
 * The transactions of one capability. Opened in use cases, never in repositories: one command, one
 * transaction. Bound to the thread; nested calls join. Any exception rolls back. Never call mail,
 * HTTP or telephony inside one.
 */
public interface Transactions {
  /** Runs {@code command} and commits, together with every event appended in it. */
  <T> T write(Supplier<T> command);

  /** Runs {@code query}; joins a running write, else reads what is committed. */
  <T> T read(Supplier<T> query);

  default void write(Runnable command) {
    write(
        () -> {
          command.run();
          return null;
        });
  }

  /** Runs {@code action} after the running write has committed; not at all after a rollback. */
  void afterCommit(Runnable action);
}
