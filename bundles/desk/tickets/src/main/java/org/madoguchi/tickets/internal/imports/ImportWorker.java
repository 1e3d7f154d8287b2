package org.madoguchi.tickets.internal.imports;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.madoguchi.kernel.store.Leases;
import org.madoguchi.persistence.Faults;
import org.madoguchi.persistence.UpkeepTurn;
import org.madoguchi.tickets.internal.TicketTransactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works through imports, a bounded step of each in turn. Each step is one transaction that also
 * says how far the import is: whatever breaks off goes on where it was, and nothing is taken twice.
 */
@Component(service = ImportWorker.class, immediate = true)
public final class ImportWorker {
  private static final Logger LOG = LoggerFactory.getLogger(ImportWorker.class);
  private static final String LEASE = "tickets/import";
  private static final Duration LEASE_TIME = Duration.ofMinutes(5);
  private static final Duration PERIOD = Duration.ofSeconds(2);

  /** So long an import can be looked at and undone. */
  private static final Duration KEPT = Duration.ofDays(180);

  private static final int JOBS = 5;

  private final TicketTransactions transactions;
  private final ImportStore store;
  private final ReadingStep reading;
  private final TakingStep taking;
  private final UndoStep undoing;
  private final Clock clock;
  private final UpkeepTurn turn;

  @Activate
  public ImportWorker(
      @Reference TicketTransactions transactions,
      @Reference ImportStore store,
      @Reference ReadingStep reading,
      @Reference TakingStep taking,
      @Reference UndoStep undoing,
      @Reference ImportBell bell,
      @Reference Leases leases,
      @Reference Clock clock) {
    this.transactions = transactions;
    this.store = store;
    this.reading = reading;
    this.taking = taking;
    this.undoing = undoing;
    this.clock = clock;
    this.turn = new UpkeepTurn(leases, LEASE, LEASE_TIME, bell.bell(), PERIOD, this::work);
    turn.start();
  }

  /** Takes no turn by itself. */
  ImportWorker(
      TicketTransactions transactions,
      ImportStore store,
      ReadingStep reading,
      TakingStep taking,
      UndoStep undoing,
      Clock clock) {
    this.transactions = transactions;
    this.store = store;
    this.reading = reading;
    this.taking = taking;
    this.undoing = undoing;
    this.clock = clock;
    this.turn = null;
  }

  @Deactivate
  public void stop() {
    turn.stop();
    reading.close();
  }

  /**
   * @return whether there may be more to do
   */
  boolean work() {
    List<ImportJob> active = transactions.read(() -> store.active(JOBS));
    if (active.isEmpty()) {
      reading.close();
      Instant before = clock.instant().minus(KEPT);
      return transactions.decide(() -> store.forget(before, 1)) > 0;
    }
    boolean moved = false;
    for (ImportJob job : active) {
      moved |= some(job);
    }
    // what failed is tried again later, not at once
    return moved;
  }

  /** An import that cannot go on keeps no other waiting. */
  private boolean some(ImportJob job) {
    try {
      switch (job.state()) {
        case READING -> reading.take(job);
        case CHECKING, RUNNING -> taking.take(job);
        default -> undoing.take(job);
      }
      return true;
    } catch (Overtaken e) {
      return true;
    } catch (RuntimeException e) {
      LOG.warn("import {} failed while {}: {}", job.id(), job.state(), Faults.describe(e));
      return false;
    }
  }
}
