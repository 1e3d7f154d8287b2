package org.madoguchi.tickets.internal.census;

import java.util.Collection;
import java.util.List;
import org.madoguchi.tickets.TicketRef;

/** Where tickets stand in the database. */
public interface Standings {
  /** All that any queue of work may show. */
  List<Standing> watched();

  /** In whatever order; tickets that do not exist are left out. */
  List<Standing> of(Collection<TicketRef> refs);
}
