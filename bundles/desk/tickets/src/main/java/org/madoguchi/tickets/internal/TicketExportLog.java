package org.madoguchi.tickets.internal;

import org.madoguchi.kernel.event.NewEvent;

/** Notes who takes lists of tickets away. */
public interface TicketExportLog {
  /** In a transaction of its own. */
  void append(NewEvent event);
}
