package org.madoguchi.tickets.internal;

import java.util.function.Supplier;

/** The transactions of this room, as use cases open them. */
public interface TicketTransactions {
  /**
   * Runs a command in one transaction. When another command was faster (same ticket, same
   * idempotency key, deadlock), nothing of it remains and it is decided anew on what is there now.
   *
   * @throws org.madoguchi.kernel.problem.DomainException conflict, when that happens too often
   */
  <T> T decide(Supplier<T> command);

  <T> T read(Supplier<T> query);
}
