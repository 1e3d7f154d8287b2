package org.madoguchi.directory.internal.store;

import java.util.function.Supplier;
import org.madoguchi.kernel.store.Transactions;

/** Port to the one persistence unit of the directory. */
public interface DirectoryUnit {
  Transactions transactions();

  /**
   * Runs a command that appends events in a transaction of its own. When it loses a race with
   * another one on the same municipality or person (concurrent append, deadlock), nothing of it
   * remains and it is decided anew on what is there now.
   */
  <T> T decide(Supplier<T> command);

  default void decide(Runnable command) {
    decide(
        () -> {
          command.run();
          return null;
        });
  }
}
