package org.madoguchi.kernel.store;

import java.util.function.Supplier;

/** The transactions of one room, as its use cases open them; each room has a port of its own. */
public interface RoomTransactions {
  /**
   * Runs a command in one transaction. When another command was faster (concurrent append, same
   * row, same request, deadlock), nothing of it remains and it is decided anew on what is there
   * now.
   *
   * @throws org.madoguchi.kernel.problem.DomainException conflict, when that happens too often
   */
  <T> T decide(Supplier<T> command);

  default void decide(Runnable command) {
    decide(
        () -> {
          command.run();
          return null;
        });
  }

  <T> T read(Supplier<T> query);

  /** For the event log. */
  Transactions transactions();
}
