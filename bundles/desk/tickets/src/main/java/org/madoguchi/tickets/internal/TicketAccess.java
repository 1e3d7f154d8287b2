package org.madoguchi.tickets.internal;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.Permission;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.Problems;
import org.madoguchi.tickets.TicketRef;
import org.madoguchi.tickets.TicketStatus;
import org.madoguchi.tickets.internal.domain.Ticket;
import org.madoguchi.tickets.internal.domain.TicketProblems;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Lets commands at tickets: what a person may not see does not exist for them. */
@Component(service = TicketAccess.class)
public final class TicketAccess {
  private final TicketRepository tickets;
  private final MergeRepository merges;

  @Activate
  public TicketAccess(@Reference TicketRepository tickets, @Reference MergeRepository merges) {
    this.tickets = tickets;
    this.merges = merges;
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
   * @throws DomainException ticket-not-found, forbidden; merged-away for one that goes on elsewhere
   */
  public Ticket changeable(AccessScope scope, TicketRef ref, Permission permission) {
    Ticket ticket = readable(scope, ref);
    scope.require(permission, ticket.tag());
    return here(ticket);
  }

  /**
   * For whoever takes part in the work: staff who may change the ticket, and those of sections that
   * contribute.
   *
   * @throws DomainException ticket-not-found, forbidden; merged-away for one that goes on elsewhere
   */
  public Ticket sharedWith(AccessScope scope, TicketRef ref) {
    Ticket ticket = readable(scope, ref);
    if (!scope.mayTakePart(ticket.tag())) {
      throw new DomainException(Problems.FORBIDDEN);
    }
    return here(ticket);
  }

  private Ticket here(Ticket ticket) {
    whereItGoesOn(ticket)
        .ifPresent(
            into -> {
              throw mergedAway(into);
            });
    return ticket;
  }

  /** Only what is closed can go on elsewhere. */
  public Optional<Ticket> whereItGoesOn(Ticket ticket) {
    return ticket.details().status() == TicketStatus.CLOSED
        ? merges.whereItGoesOn(ticket.id())
        : Optional.empty();
  }

  private static DomainException mergedAway(Ticket into) {
    return new DomainException(
        TicketProblems.MERGED_AWAY,
        List.of(into.ref().number()),
        List.of(),
        Map.of("into", into.ref().toString()));
  }

  public static DomainException notFound(TicketRef ref) {
    return new DomainException(TicketProblems.TICKET_NOT_FOUND, ref.toString());
  }
}
