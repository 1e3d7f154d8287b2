package org.madoguchi.tickets.internal.alerts;

import java.time.Clock;
import org.madoguchi.tickets.internal.TicketTransactions;

/** Turns of the upkeep, taken by hand. */
public final class AlertTurns {
  private AlertTurns() {}

  public static int forget(TicketTransactions transactions, AlertStore store, Clock clock) {
    return new OldAlerts(transactions, store, clock, null).forgetSome();
  }
}
