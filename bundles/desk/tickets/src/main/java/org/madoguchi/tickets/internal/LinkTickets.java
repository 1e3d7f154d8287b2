package org.madoguchi.tickets.internal;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.Permission;
import org.madoguchi.kernel.access.Reach;
import org.madoguchi.kernel.problem.Checks;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.tickets.TicketRef;
import org.madoguchi.tickets.internal.TicketQueries.Linked;
import org.madoguchi.tickets.internal.domain.Decision;
import org.madoguchi.tickets.internal.domain.Relation;
import org.madoguchi.tickets.internal.domain.Ticket;
import org.madoguchi.tickets.internal.domain.TicketEvent;
import org.madoguchi.tickets.internal.domain.TicketProblems;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Ties tickets to each other. Both tickets tell of it; the details of neither change, so nobody's
 * edit becomes stale. A ticket one may not read cannot be tied, nor does anything tell that it is.
 */
@Component(service = LinkTickets.class)
public final class LinkTickets {
  private final TicketTransactions transactions;
  private final TicketAccess access;
  private final TicketRepository tickets;
  private final TicketQueries queries;
  private final Clock clock;

  @Activate
  public LinkTickets(
      @Reference TicketTransactions transactions,
      @Reference TicketAccess access,
      @Reference TicketRepository tickets,
      @Reference TicketQueries queries,
      @Reference Clock clock) {
    this.transactions = transactions;
    this.access = access;
    this.tickets = tickets;
    this.queries = queries;
    this.clock = clock;
  }

  /**
   * Nothing happens where they are tied so already.
   *
   * @return the linked tickets the person may read
   * @throws DomainException ticket-not-found for either; forbidden; link-to-itself;
   *     link-across-municipalities; linked-otherwise
   */
  public List<Linked> link(AccessScope scope, TicketRef ref, TicketRef other, Relation relation) {
    return change(
        scope,
        ref,
        other,
        (ticket, there) -> {
          mayBeTied(ticket, there);
          Optional<Relation> present = tickets.relation(ticket.id(), there.id());
          if (present.isEmpty()) {
            tie(ticket, there, relation, scope.who());
          } else if (present.get() != relation) {
            throw tiedOtherwise(present.get());
          }
        });
  }

  /**
   * Nothing happens where they are not tied.
   *
   * @return the linked tickets the person may read
   * @throws DomainException ticket-not-found for either; forbidden
   */
  public List<Linked> unlink(AccessScope scope, TicketRef ref, TicketRef other) {
    return change(
        scope,
        ref,
        other,
        (ticket, there) ->
            tickets
                .relation(ticket.id(), there.id())
                .ifPresent(relation -> untie(ticket, there, relation, scope.who())));
  }

  private interface Change {
    void apply(Ticket ticket, Ticket other);
  }

  private List<Linked> change(AccessScope scope, TicketRef ref, TicketRef other, Change change) {
    List<Reach> reaches = scope.reaches(Permission.TICKET_READ);
    return transactions.decide(
        () -> {
          Ticket ticket = access.changeable(scope, ref, Permission.TICKET_WRITE);
          change.apply(ticket, access.readable(scope, other));
          return queries.ties(ticket, reaches).linked();
        });
  }

  private static void mayBeTied(Ticket ticket, Ticket other) {
    if (ticket.id() == other.id()) {
      throw new DomainException(TicketProblems.LINK_TO_ITSELF);
    }
    if (!ticket.ref().municipality().equals(other.ref().municipality())) {
      throw new DomainException(TicketProblems.LINK_ACROSS_MUNICIPALITIES);
    }
  }

  private void tie(Ticket ticket, Ticket other, Relation relation, StaffId who) {
    Instant now = now();
    Relation back = relation.inverse();
    store(
        ticket.tied(new TicketEvent.Linked(other.ref(), other.tag(), relation)),
        other.tied(new TicketEvent.Linked(ticket.ref(), ticket.tag(), back)),
        who,
        now);
    tickets.link(ticket.id(), other.id(), relation, now);
  }

  private void untie(Ticket ticket, Ticket other, Relation relation, StaffId who) {
    Relation back = relation.inverse();
    store(
        ticket.tied(new TicketEvent.Unlinked(other.ref(), other.tag(), relation)),
        other.tied(new TicketEvent.Unlinked(ticket.ref(), ticket.tag(), back)),
        who,
        now());
    tickets.unlink(ticket.id(), other.id());
  }

  /** The events of both: of two people who tie the same tickets at once, one looks again. */
  private void store(Decision one, Decision two, StaffId who, Instant now) {
    tickets.saveAll(List.of(one, two), who, now);
  }

  private static DomainException tiedOtherwise(Relation present) {
    return new DomainException(
        TicketProblems.LINKED_OTHERWISE,
        List.of(present.ordinal()),
        List.of(),
        Map.of("relation", Checks.written(present)));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
