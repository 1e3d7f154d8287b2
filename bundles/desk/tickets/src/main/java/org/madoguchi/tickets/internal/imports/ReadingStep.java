package org.madoguchi.tickets.internal.imports;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.madoguchi.tickets.internal.TicketTransactions;
import org.madoguchi.tickets.internal.imports.ImportJob.Counts;
import org.madoguchi.tickets.internal.imports.ImportJob.State;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns a file into parts, some at a time. Reading goes on where it stopped as long as this node
 * holds the file open; after a restart, or on another node, it begins anew.
 */
@Component(service = ReadingStep.class)
public final class ReadingStep {
  private static final Logger LOG = LoggerFactory.getLogger(ReadingStep.class);
  private static final int PARTS = 500;
  private static final int MOST_TEXT = 4_000_000;
  private static final int REMOVED = 2_000;

  /** A file that is open, and the import as this node left it. */
  private record Open(ImportJob job, Source source) {}

  private final TicketTransactions transactions;
  private final ImportStore store;
  private final Looks looks;
  private Open open;

  @Activate
  public ReadingStep(
      @Reference TicketTransactions transactions,
      @Reference ImportStore store,
      @Reference Looks looks) {
    this.transactions = transactions;
    this.store = store;
    this.looks = looks;
  }

  synchronized void take(ImportJob job) {
    try {
      if (open == null || !open.job().equals(job)) {
        close();
        begin(job);
      } else {
        goOn();
      }
    } catch (IOException e) {
      LOG.warn("the file of import {} cannot be read: {}", job.id(), e.toString());
      close();
      breakOff(job);
    } catch (RuntimeException e) {
      // what was read and not written must be read again
      close();
      throw e;
    }
  }

  private void begin(ImportJob job) throws IOException {
    // bounded pieces: a file may have been read to its end before
    while (transactions.decide(() -> store.removeParts(job.id(), REMOVED))) {
      // the next piece
    }
    Counts none = new Counts(0, 0, 0, 0, job.counts().taken(), 0, 0, 0, 0);
    ImportJob anew = job.with(State.READING, "", 0, none);
    boolean ours =
        transactions.decide(
            () -> {
              store.removeProblems(job.id());
              return store.step(job, anew);
            });
    if (ours) {
      open = new Open(anew, looks.open(job.upload(), job.mapping().orElseThrow()));
    }
  }

  private void goOn() throws IOException {
    ImportJob job = open.job();
    List<Part> parts = new ArrayList<>();
    List<Problem> problems = new ArrayList<>();
    boolean over = false;
    int text = 0;
    while (!over && parts.size() < PARTS && problems.size() < PARTS && text < MOST_TEXT) {
      Optional<Source.Next> next = open.source().next();
      over = next.isEmpty();
      if (next.isPresent()) {
        next.get().part().ifPresent(parts::add);
        problems.addAll(next.get().problems());
        text += next.get().part().map(p -> p.cells().toString().length()).orElse(0);
      }
    }
    Counts counts = job.counts().read(parts.size() + (long) problems.size(), problems.size());
    ImportJob after = job.with(over ? State.CHECKING : State.READING, "", 0, counts);
    boolean ours =
        transactions.decide(
            () -> {
              boolean step = store.step(job, after);
              if (step) {
                store.addParts(job.id(), parts);
                store.addProblems(job.id(), job.counts().badLines(), problems);
              }
              return step;
            });
    if (ours && !over) {
      open = new Open(after, open.source());
    } else {
      close();
    }
  }

  /** The file is missing or damaged. */
  private void breakOff(ImportJob job) {
    transactions.decide(
        () -> {
          ImportJob now = store.find(job.id()).orElseThrow();
          boolean step =
              now.state() == State.READING
                  && store.step(now, now.with(State.STOPPED, "", 0, now.counts().read(0, 1)));
          if (step) {
            Problem damaged = Problem.of(1, "", "damaged", job.upload().fileName());
            store.addProblems(job.id(), now.counts().badLines(), List.of(damaged));
          }
          return step;
        });
  }

  synchronized void close() {
    if (open != null) {
      try {
        open.source().close();
      } catch (IOException e) {
        LOG.debug("a file of old tickets did not close", e);
      }
      open = null;
    }
  }
}
