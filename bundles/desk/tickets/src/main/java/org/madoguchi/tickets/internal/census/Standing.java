package org.madoguchi.tickets.internal.census;

import java.time.Instant;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.AccessTag;
import org.madoguchi.tickets.TicketRef;
import org.madoguchi.tickets.TicketStatus;
import org.madoguchi.tickets.internal.domain.Ticket;

/**
 * Where a ticket stands, as far as queues count.
 *
 * @param dueAt {@link Instant#MAX} when none
 * @param sequence of the ticket's last event
 */
public record Standing(
    TicketRef ref,
    AccessTag tag,
    StaffId owner,
    TicketStatus status,
    Instant dueAt,
    boolean deliveryProblem,
    boolean unread,
    long sequence) {

  static Standing of(Ticket ticket) {
    return new Standing(
        ticket.ref(),
        ticket.tag(),
        ticket.details().owner(),
        ticket.details().status(),
        ticket.details().dueAt().orElse(Instant.MAX),
        ticket.deliveryProblem(),
        ticket.unread(),
        ticket.sequence());
  }

  Standing read() {
    return new Standing(ref, tag, owner, status, dueAt, deliveryProblem, false, sequence);
  }

  /** Whether any queue of work may show it; answered and closed tickets may need attention too. */
  boolean isWatched() {
    return status.isOpen() || deliveryProblem || isNewsForItsOwner();
  }

  boolean isNewsForItsOwner() {
    return unread && !owner.isNone();
  }

  boolean isOverdue(Instant now) {
    return status.isOpen() && dueAt.isBefore(now);
  }
}
