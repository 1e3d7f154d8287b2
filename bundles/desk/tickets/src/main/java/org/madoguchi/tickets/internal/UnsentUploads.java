package org.madoguchi.tickets.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.madoguchi.kernel.store.Leases;
import org.madoguchi.persistence.Doorbell;
import org.madoguchi.persistence.UpkeepTurn;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drops files that were uploaded and never sent, after a week; one node for all. Whoever sends one
 * at the same moment is told that it is gone, or has it: one statement decides.
 */
@Component(service = UnsentUploads.class, immediate = true)
public final class UnsentUploads {
  static final Duration KEPT = Duration.ofDays(7);

  private static final Logger LOG = LoggerFactory.getLogger(UnsentUploads.class);
  private static final Duration PERIOD = Duration.ofMinutes(15);
  private static final String LEASE = "tickets/uploads";
  private static final Duration LEASE_TIME = Duration.ofMinutes(5);
  private static final int BATCH = 100;

  private final TicketTransactions transactions;
  private final EntryRepository entries;
  private final Clock clock;
  private final UpkeepTurn turn;

  @Activate
  public UnsentUploads(
      @Reference TicketTransactions transactions,
      @Reference EntryRepository entries,
      @Reference Leases leases,
      @Reference Clock clock) {
    this(transactions, entries, leases, clock, PERIOD);
    turn.start();
  }

  /** Takes no turn by itself. */
  UnsentUploads(
      TicketTransactions transactions,
      EntryRepository entries,
      Leases leases,
      Clock clock,
      Duration period) {
    this.transactions = transactions;
    this.entries = entries;
    this.clock = clock;
    this.turn =
        new UpkeepTurn(
            leases, LEASE, LEASE_TIME, new Doorbell(), period, () -> dropSome() == BATCH);
  }

  @Deactivate
  public void stop() {
    turn.stop();
  }

  /**
   * @return how many were dropped, a hundred at most
   */
  int dropSome() {
    Instant before = clock.instant().minus(KEPT);
    int dropped = transactions.decide(() -> entries.removeLoose(before, BATCH));
    if (dropped > 0) {
      LOG.info("{} uploads were dropped that nobody sent within a week", dropped);
    }
    return dropped;
  }
}
