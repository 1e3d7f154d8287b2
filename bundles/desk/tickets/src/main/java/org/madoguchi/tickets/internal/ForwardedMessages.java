package org.madoguchi.tickets.internal;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.Permission;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.tickets.ContactPoint;
import org.madoguchi.tickets.Noticed.Forwarded;
import org.madoguchi.tickets.TicketRef;
import org.madoguchi.tickets.internal.domain.Citizen;
import org.madoguchi.tickets.internal.domain.Entry;
import org.madoguchi.tickets.internal.domain.InboundText;
import org.madoguchi.tickets.internal.domain.Ticket;
import org.madoguchi.tickets.internal.domain.Ticket.CitizenName;
import org.madoguchi.tickets.internal.domain.TicketEvent.RequesterChanged;
import org.madoguchi.tickets.internal.domain.TicketProblems;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Puts a message that a section forwarded down to the citizen who wrote it: the ticket is theirs,
 * and answers go to them. A person decides so, for a forwarded message says whatever it likes.
 */
@Component(service = ForwardedMessages.class)
public final class ForwardedMessages {
  private final TicketTransactions transactions;
  private final TicketAccess access;
  private final TicketRepository tickets;
  private final EntryRepository entries;
  private final CitizenRepository citizens;
  private final CitizenRegister register;
  private final Clock clock;

  @Activate
  public ForwardedMessages(
      @Reference TicketTransactions transactions,
      @Reference TicketAccess access,
      @Reference TicketRepository tickets,
      @Reference EntryRepository entries,
      @Reference CitizenRepository citizens,
      @Reference CitizenRegister register,
      @Reference Clock clock) {
    this.transactions = transactions;
    this.access = access;
    this.tickets = tickets;
    this.entries = entries;
    this.citizens = citizens;
    this.register = register;
    this.clock = clock;
  }

  /**
   * Nothing happens where it is done already.
   *
   * @throws DomainException ticket-not-found; entry-not-found for what was not forwarded;
   *     forbidden; merged-away
   */
  public Ticket putDown(AccessScope scope, TicketRef ref, long id) {
    return transactions.decide(
        () -> {
          Ticket ticket = access.changeable(scope, ref, Permission.TICKET_WRITE);
          Entry entry = forwarded(ticket, id);
          return entry.attribution().isPresent() ? ticket : putDown(scope, ticket, entry);
        });
  }

  private Ticket putDown(AccessScope scope, Ticket ticket, Entry entry) {
    Instant now = now();
    Forwarded from = entry.noticed().forwarded().orElseThrow();
    ContactPoint address = new ContactPoint(ContactPoint.Kind.MAIL, from.address());
    Citizen citizen =
        register
            .callers(now, Map.of(ticket.ref().municipality(), Set.of(address)))
            .matchOrCreate(
                ticket.ref().municipality(),
                from.name().isEmpty() ? InboundText.cut(from.address(), Limits.NAME) : from.name(),
                ticket.language(),
                List.of(address));
    String forwarder = entry.address().map(ContactPoint::value).orElse("");
    entries.attribute(
        entry.id(), address, Optional.of(new Entry.Attribution(forwarder, ticket.citizen().id())));
    return requestedBy(scope, ticket, citizen, entry, false);
  }

  /**
   * As it was before. Nothing happens where it is so; whom the ticket was put down to by another
   * message meanwhile stays.
   *
   * @throws DomainException as {@link #putDown}
   */
  public Ticket takeBack(AccessScope scope, TicketRef ref, long id) {
    return transactions.decide(
        () -> {
          Ticket ticket = access.changeable(scope, ref, Permission.TICKET_WRITE);
          Entry entry = forwarded(ticket, id);
          return entry.attribution().map(a -> takeBack(scope, ticket, entry, a)).orElse(ticket);
        });
  }

  private Ticket takeBack(
      AccessScope scope, Ticket ticket, Entry entry, Entry.Attribution attribution) {
    ContactPoint forwarder = new ContactPoint(ContactPoint.Kind.MAIL, attribution.forwarder());
    boolean still =
        citizens
            .find(ticket.citizen().id())
            .filter(c -> entry.address().filter(c::isReachedAt).isPresent())
            .isPresent();
    entries.attribute(entry.id(), forwarder, Optional.empty());
    return citizens
        .find(attribution.citizenBefore())
        .filter(before -> still)
        .map(before -> requestedBy(scope, ticket, before, entry, true))
        .orElse(ticket);
  }

  private Ticket requestedBy(
      AccessScope scope, Ticket ticket, Citizen citizen, Entry entry, boolean undone) {
    RequesterChanged fact =
        new RequesterChanged(entry.id(), citizen.id(), ticket.citizen().id(), undone);
    var decision = ticket.requestedBy(new CitizenName(citizen.id(), citizen.name()), fact);
    tickets.save(decision, scope.who(), now());
    return decision.ticket();
  }

  private Entry forwarded(Ticket ticket, long id) {
    return entries
        .find(ticket.id(), id)
        .filter(e -> e.noticed().forwarded().isPresent())
        .filter(e -> e.address().isPresent())
        .orElseThrow(() -> new DomainException(TicketProblems.ENTRY_NOT_FOUND));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
