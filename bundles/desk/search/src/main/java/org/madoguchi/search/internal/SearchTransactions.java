package org.madoguchi.search.internal;

import java.util.function.Supplier;
import org.madoguchi.kernel.store.Transactions;

/** The transactions of this room, as use cases open them. */
public interface SearchTransactions {
  /**
   * Runs a command in one transaction. When another command was faster, nothing of it remains and
   * it is decided anew on what is there now.
   *
   * @throws org.madoguchi.kernel.problem.DomainException conflict, when that happens too often
   */
  <T> T decide(Supplier<T> command);

  <T> T read(Supplier<T> query);

  /** For the event log. */
  Transactions transactions();
}
