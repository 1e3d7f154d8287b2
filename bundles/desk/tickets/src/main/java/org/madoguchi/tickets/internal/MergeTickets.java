package org.madoguchi.tickets.internal;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.Permission;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.tickets.TicketRef;
import org.madoguchi.tickets.TicketStatus;
import org.madoguchi.tickets.internal.domain.Contributors;
import org.madoguchi.tickets.internal.domain.Decision;
import org.madoguchi.tickets.internal.domain.Merge;
import org.madoguchi.tickets.internal.domain.Part;
import org.madoguchi.tickets.internal.domain.Ticket;
import org.madoguchi.tickets.internal.domain.TicketProblems;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Merges a ticket into another one, and takes that back. Both tickets tell of it, so that of two
 * people who merge them into each other at the same moment one looks again, and finds that there is
 * nothing left to merge.
 */
@Component(service = MergeTickets.class)
public final class MergeTickets {
  private final TicketTransactions transactions;
  private final TicketAccess access;
  private final TicketRepository tickets;
  private final MergeRepository merges;
  private final PartRepository parts;
  private final CitizenRepository citizens;
  private final EntryRepository entries;
  private final Clock clock;

  @Activate
  public MergeTickets(
      @Reference TicketTransactions transactions,
      @Reference TicketAccess access,
      @Reference TicketRepository tickets,
      @Reference MergeRepository merges,
      @Reference PartRepository parts,
      @Reference CitizenRepository citizens,
      @Reference EntryRepository entries,
      @Reference Clock clock) {
    this.transactions = transactions;
    this.access = access;
    this.tickets = tickets;
    this.merges = merges;
    this.parts = parts;
    this.citizens = citizens;
    this.entries = entries;
    this.clock = clock;
  }

  /**
   * Nothing happens where the ticket goes on in that one already.
   *
   * @param anyCitizen whether the two may be of different citizens
   * @return the ticket it goes on in
   * @throws DomainException ticket-not-found for either; forbidden; merge-into-itself;
   *     merge-across-municipalities; merge-across-confidentialities; merge-into-closed;
   *     merge-of-two-citizens; merged-away for either
   */
  public Ticket merge(AccessScope scope, TicketRef ref, TicketRef into, boolean anyCitizen) {
    return transactions.decide(
        () -> {
          Ticket ticket = access.readable(scope, ref);
          Ticket other = access.readable(scope, into);
          if (goesOnIn(ticket, other)) {
            return other;
          }
          access.changeable(scope, ref, Permission.TICKET_WRITE);
          access.changeable(scope, into, Permission.TICKET_WRITE);
          mayBeOne(ticket, other, anyCitizen);
          return join(ticket, other, ticket.details().status().isOpen(), scope.who());
        });
  }

  private boolean goesOnIn(Ticket ticket, Ticket other) {
    return merges.away(ticket.id()).filter(merge -> merge.into() == other.id()).isPresent();
  }

  private void mayBeOne(Ticket ticket, Ticket other, boolean anyCitizen) {
    if (ticket.id() == other.id()) {
      throw new DomainException(TicketProblems.MERGE_INTO_ITSELF);
    }
    if (!ticket.ref().municipality().equals(other.ref().municipality())) {
      throw new DomainException(TicketProblems.MERGE_ACROSS_MUNICIPALITIES);
    }
    if (ticket.confidentiality() != other.confidentiality()) {
      throw new DomainException(TicketProblems.MERGE_ACROSS_CONFIDENTIALITIES);
    }
    if (other.details().status() == TicketStatus.CLOSED) {
      throw new DomainException(TicketProblems.MERGE_INTO_CLOSED);
    }
    if (!anyCitizen && !citizens.areOne(ticket.citizen().id(), other.citizen().id())) {
      throw new DomainException(
          TicketProblems.MERGE_OF_TWO_CITIZENS,
          List.of(),
          List.of(),
          Map.of("citizens", List.of(ticket.citizen().name(), other.citizen().name())));
    }
  }

  /**
   * Within a transaction of the caller, who has seen to it that the two may be one.
   *
   * @param open whether there is work in the first: that is open in the other one too
   * @return the other one, which the ticket goes on in
   */
  Ticket join(Ticket ticket, Ticket other, boolean open, StaffId who) {
    Instant now = now();
    Decision taken = other.takingIn(ticket, open, who, now);
    Contributors before = ticket.details().contributors();
    Contributors after = taken.ticket().details().contributors();
    Contributors brought = after.without(other.details().contributors().sections());
    List<Part> theirs = brought.isEmpty() ? List.of() : parts.of(ticket.id());
    tickets.saveAll(List.of(ticket.mergedInto(taken.ticket(), who, now), taken), who, now);
    theirs.stream().filter(p -> brought.has(p.section())).forEach(p -> parts.put(other.id(), p));
    merges.add(
        new Merge(
            ticket.id(),
            other.id(),
            ticket.details().status(),
            ticket.details().section(),
            before,
            brought,
            who,
            now));
    return taken.ticket();
  }

  /**
   * What came after the merge stays with the other ticket.
   *
   * @return the ticket, as it was before the merge
   * @throws DomainException ticket-not-found for either; forbidden; not-merged; nothing-to-separate
   */
  public Ticket separate(AccessScope scope, TicketRef ref, TicketRef from) {
    return transactions.decide(
        () -> {
          Ticket ticket = access.readable(scope, ref);
          Ticket other = access.readable(scope, from);
          scope.require(Permission.TICKET_WRITE, ticket.tag());
          Merge merge =
              merges
                  .away(ticket.id())
                  .filter(m -> m.into() == other.id())
                  .orElseThrow(() -> new DomainException(TicketProblems.NOT_MERGED));
          if (entries.isEmpty(ticket.id())) {
            throw new DomainException(TicketProblems.NOTHING_TO_SEPARATE);
          }
          return separate(ticket, other, merge, scope.who());
        });
  }

  private Ticket separate(Ticket ticket, Ticket other, Merge merge, StaffId who) {
    Instant now = now();
    if (!merges.remove(merge)) {
      throw new DomainException(TicketProblems.NOT_MERGED);
    }
    Decision alone = ticket.separatedFrom(other, merge, who, now);
    tickets.saveAll(List.of(alone, other.lettingGo(ticket, merge, who, now)), who, now);
    return alone.ticket();
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
