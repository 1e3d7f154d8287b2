package org.madoguchi.kernel.testkit;

import org.madoguchi.kernel.event.EventLog;
import org.madoguchi.kernel.store.Transactions;

public class MemoryTransactionsTest extends TransactionsContract {
  private final MemoryEventLog log = new MemoryEventLog();

  @Override
  protected Transactions transactions() {
    return log.transactions();
  }

  @Override
  protected EventLog log() {
    return log;
  }
}
