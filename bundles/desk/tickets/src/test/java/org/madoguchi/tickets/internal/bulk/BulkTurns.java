package org.madoguchi.tickets.internal.bulk;

import java.time.Clock;
import org.madoguchi.directory.Directory;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.tickets.TicketRef;
import org.madoguchi.tickets.internal.TicketQueries;
import org.madoguchi.tickets.internal.TicketTransactions;

/** The worker, which takes its turns when a test wants it to. */
public final class BulkTurns {
  private final BulkWorker worker;
  private final BulkStep step;

  public BulkTurns(
      TicketTransactions transactions,
      BulkStore store,
      BulkStep step,
      TicketQueries queries,
      Directory directory,
      BulkSummary summary,
      Clock clock) {
    this.worker = new BulkWorker(transactions, store, step, queries, directory, summary, clock);
    this.step = step;
  }

  /** One turn: a few tickets of each job. */
  public void some() {
    worker.work();
  }

  /** Until nothing is left to do. */
  public void all() {
    while (worker.work()) {
      // each turn does a part
    }
  }

  public void one(long job, TicketRef ticket, AccessScope scope) {
    step.take(job, ticket, scope);
  }
}
