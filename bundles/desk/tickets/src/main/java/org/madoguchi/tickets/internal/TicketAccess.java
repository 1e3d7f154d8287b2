package org.madoguchi.tickets.internal;

import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.Permission;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.tickets.TicketRef;
import org.madoguchi.tickets.internal.domain.Ticket;
import org.madoguchi.tickets.internal.domain.TicketProblems;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Lets commands at tickets: what a person may not see does not exist for them. */
@Component(service = TicketAccess.class)
public final class TicketAccess {
  private final TicketRepository tickets;

  @Activate
  public TicketAccess(@Reference TicketRepository tickets) {
    this.tickets = tickets;
  }

  /**
   * @throws DomainException ticket-not-found when unknown or out of reach
   */
  public Ticket readable(AccessScope scope, TicketRef ref) {
    return tickets
        .find(ref, scope.reaches(Permission.TICKET_READ))
        .orElseThrow(() -> notFound(ref));
  }

  /**
   * @throws DomainException ticket-not-found, forbidden
   */
  public Ticket changeable(AccessScope scope, TicketRef ref, Permission permission) {
    Ticket ticket = readable(scope, ref);
    scope.require(permission, ticket.tag());
    return ticket;
  }

  public static DomainException notFound(TicketRef ref) {
    return new DomainException(TicketProblems.TICKET_NOT_FOUND, ref.toString());
  }
}
