package org.madoguchi.tickets.internal.alerts;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.madoguchi.kernel.store.Leases;
import org.madoguchi.persistence.Doorbell;
import org.madoguchi.persistence.UpkeepTurn;
import org.madoguchi.tickets.internal.TicketTransactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Forgets what people were told after 90 days, seen or not; one node for all. */
@Component(service = OldAlerts.class, immediate = true)
public final class OldAlerts {
  static final Duration KEPT = Duration.ofDays(90);

  private static final Duration PERIOD = Duration.ofMinutes(30);
  private static final String LEASE = "tickets/alerts";
  private static final Duration LEASE_TIME = Duration.ofMinutes(5);
  private static final int BATCH = 500;

  private final TicketTransactions transactions;
  private final AlertStore store;
  private final Clock clock;
  private final UpkeepTurn turn;

  @Activate
  public OldAlerts(
      @Reference TicketTransactions transactions,
      @Reference AlertStore store,
      @Reference Leases leases,
      @Reference Clock clock) {
    this(transactions, store, clock, leases);
    turn.start();
  }

  /** Takes no turn by itself. */
  OldAlerts(TicketTransactions transactions, AlertStore store, Clock clock, Leases leases) {
    this.transactions = transactions;
    this.store = store;
    this.clock = clock;
    this.turn =
        new UpkeepTurn(
            leases, LEASE, LEASE_TIME, new Doorbell(), PERIOD, () -> forgetSome() == BATCH);
  }

  @Deactivate
  public void stop() {
    turn.stop();
  }

  /**
   * @return how many were forgotten
   */
  int forgetSome() {
    Instant before = clock.instant().minus(KEPT);
    return transactions.decide(() -> store.forget(before, BATCH));
  }
}
