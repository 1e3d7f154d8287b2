package org.madoguchi.tickets.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.madoguchi.kernel.store.Leases;
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
  private final Leases leases;
  private final Clock clock;
  private final ScheduledExecutorService timer;
  private volatile boolean stopped;

  @Activate
  public UnsentUploads(
      @Reference TicketTransactions transactions,
      @Reference EntryRepository entries,
      @Reference Leases leases,
      @Reference Clock clock) {
    this.transactions = transactions;
    this.entries = entries;
    this.leases = leases;
    this.clock = clock;
    this.timer =
        Executors.newSingleThreadScheduledExecutor(
            work -> {
              Thread thread = new Thread(work, "madoguchi-uploads");
              thread.setDaemon(true);
              return thread;
            });
    timer.scheduleWithFixedDelay(
        this::guarded, PERIOD.toMillis(), PERIOD.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Deactivate
  public void stop() {
    stopped = true;
    // not interrupted: Derby takes that for an order to stop
    timer.shutdown();
    leases.release(LEASE);
  }

  private void guarded() {
    try {
      drop();
    } catch (RuntimeException e) {
      LOG.warn("uploads that were not sent could not be dropped, trying again later", e);
    }
  }

  /**
   * @return how many were dropped
   */
  int drop() {
    Instant before = clock.instant().minus(KEPT);
    int dropped = 0;
    int last = BATCH;
    while (last == BATCH && !stopped && leases.hold(LEASE, LEASE_TIME)) {
      last = transactions.decide(() -> entries.removeLoose(before, BATCH));
      dropped += last;
    }
    if (dropped > 0) {
      LOG.info("{} uploads were dropped that nobody sent within a week", dropped);
    }
    return dropped;
  }
}
