package org.madoguchi.tickets.internal;

import java.util.List;
import java.util.Optional;
import org.madoguchi.tickets.internal.domain.Merge;
import org.madoguchi.tickets.internal.domain.Ticket;

/** Which tickets go on in which. Each goes on in one, and none in a circle. */
public interface MergeRepository {
  /** The merge that led away from this ticket. */
  Optional<Merge> away(long ticket);

  /** Where the ticket goes on, whatever that was merged into itself; empty where it was not. */
  Optional<Ticket> whereItGoesOn(long ticket);

  /** All that was merged into the ticket, and into those; one statement when there is nothing. */
  List<Ticket> takenIn(long ticket);

  void add(Merge merge);

  /**
   * @return whether it was there; decides races
   */
  boolean remove(Merge merge);
}
