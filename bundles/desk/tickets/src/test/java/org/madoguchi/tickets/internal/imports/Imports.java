package org.madoguchi.tickets.internal.imports;

import java.time.Clock;
import org.madoguchi.directory.Directory;
import org.madoguchi.kernel.store.BlobStore;
import org.madoguchi.kernel.store.IdSource;
import org.madoguchi.tickets.EnclosedMessages;
import org.madoguchi.tickets.internal.DeskRules;
import org.madoguchi.tickets.internal.Formers;
import org.madoguchi.tickets.internal.HistoricBatch;
import org.madoguchi.tickets.internal.TicketRepository;
import org.madoguchi.tickets.internal.TicketTransactions;

/** Imports as the container puts them together; the worker takes its turns when a test wants it. */
public final class Imports {
  public final ImportDesk desk;
  private final Looks looks;
  private final ImportWorker worker;

  public Imports(
      Directory directory,
      DeskRules rules,
      TicketTransactions transactions,
      ImportStore store,
      BlobStore blobs,
      HistoricBatch batch,
      Formers formers,
      TicketRepository tickets,
      IdSource ids,
      Clock clock) {
    looks = new Looks(directory, rules, blobs, clock);
    desk = new ImportDesk(transactions, store, looks, new ImportBell(), blobs, rules, ids, clock);
    worker =
        new ImportWorker(
            transactions,
            store,
            new ReadingStep(transactions, store, looks),
            new TakingStep(transactions, store, looks, batch),
            new UndoStep(transactions, store, formers, tickets, clock),
            clock);
  }

  /** As when a mail channel is installed. */
  public void readingMails(EnclosedMessages messages) {
    looks.messages = messages;
  }

  /** One turn: a part of each import. */
  public void some() {
    worker.work();
  }

  /** Until nothing is left to do. */
  public void all() {
    while (worker.work()) {
      // each turn does a part
    }
  }
}
