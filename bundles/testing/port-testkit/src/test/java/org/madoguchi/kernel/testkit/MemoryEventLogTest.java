package org.madoguchi.kernel.testkit;

import org.madoguchi.kernel.event.EventLog;
import org.madoguchi.kernel.store.Transactions;

public class MemoryEventLogTest extends EventLogContract {
  private final MemoryEventLog log = new MemoryEventLog();

  @Override
  protected EventLog log() {
    return log;
  }

  @Override
  protected Transactions transactions() {
    return log.transactions();
  }

  @Override
  protected void stamp() {
    log.stamp();
  }
}
