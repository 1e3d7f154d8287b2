package org.madoguchi.tickets;

import org.madoguchi.kernel.access.AccessScope;

/** Tells other rooms whether somebody sees a ticket. Blocks on the database; thread-safe. */
public interface TicketSight {
  /** Whether there is such a ticket and the person may read it. */
  boolean sees(AccessScope scope, TicketRef ticket);
}
