package org.madoguchi.tickets.internal;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.ProblemType;
import org.madoguchi.kernel.store.IdSource;
import org.madoguchi.tickets.ContactPoint;
import org.madoguchi.tickets.DeliveryState;
import org.madoguchi.tickets.TicketConversation;
import org.madoguchi.tickets.TicketRef;
import org.madoguchi.tickets.internal.domain.Attachment;
import org.madoguchi.tickets.internal.domain.Citizen;
import org.madoguchi.tickets.internal.domain.Citizen.Undeliverable;
import org.madoguchi.tickets.internal.domain.Entry;
import org.madoguchi.tickets.internal.domain.EntryType;
import org.madoguchi.tickets.internal.domain.InboundText;
import org.madoguchi.tickets.internal.domain.Route;
import org.madoguchi.tickets.internal.domain.Ticket;
import org.madoguchi.tickets.internal.domain.TicketEvent;
import org.madoguchi.tickets.internal.domain.TicketProblems;
import org.madoguchi.tickets.internal.files.FileGate;
import org.madoguchi.tickets.internal.sending.HeldReplies;
import org.madoguchi.tickets.internal.sending.HeldReply;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What the channels room sends, and tells us about it. */
@Component(service = TicketConversation.class)
public final class OutgoingConversation implements TicketConversation {
  private final TicketTransactions transactions;
  private final TicketRepository tickets;
  private final EntryRepository entries;
  private final LyingEntries lying;
  private final CitizenRepository citizens;
  private final ReplyRoutes routes;
  private final FileGate gate;
  private final HeldReplies held;
  private final IdSource ids;
  private final Clock clock;

  @Activate
  public OutgoingConversation(
      @Reference TicketTransactions transactions,
      @Reference TicketRepository tickets,
      @Reference EntryRepository entries,
      @Reference LyingEntries lying,
      @Reference CitizenRepository citizens,
      @Reference ReplyRoutes routes,
      @Reference FileGate gate,
      @Reference HeldReplies held,
      @Reference IdSource ids,
      @Reference Clock clock) {
    this.transactions = transactions;
    this.tickets = tickets;
    this.entries = entries;
    this.lying = lying;
    this.citizens = citizens;
    this.routes = routes;
    this.gate = gate;
    this.held = held;
    this.ids = ids;
    this.clock = clock;
  }

  @Override
  public Optional<Outbound> outbound(TicketRef ref, String entry) {
    if (transactions.read(() -> heldOf(ref, entry)).isPresent()) {
      // whoever takes it back at this moment is later, or has removed what is looked for next
      transactions.decide(() -> held.release(id(entry)));
    }
    return transactions.read(() -> content(ref, entry));
  }

  private Optional<HeldReply> heldOf(TicketRef ref, String entry) {
    return tickets.find(ref).flatMap(ticket -> held.find(ticket.id(), id(entry)));
  }

  private Optional<Outbound> content(TicketRef ref, String entry) {
    return lying
        .ticketOf(ref, entry)
        .flatMap(
            ticket ->
                entries
                    .find(ticket.id(), id(entry))
                    .filter(e -> e.type().isSent() && e.delivery().isPresent())
                    .map(e -> outbound(ticket, e)));
  }

  @Override
  public boolean isTakenBack(TicketRef ref, String entry) {
    return transactions.read(
        () ->
            tickets
                .find(ref)
                .filter(ticket -> held.isTakenBack(ticket.id(), id(entry)))
                .isPresent());
  }

  @Override
  public Optional<Hindrance> hindrance(TicketRef ref, String entry) {
    return transactions
        .read(
            () ->
                lying.ticketOf(ref, entry).flatMap(ticket -> entries.find(ticket.id(), id(entry))))
        .filter(e -> !e.attachments().isEmpty())
        .flatMap(e -> gate.hindrance(ref.municipality(), e.attachments()));
  }

  private Outbound outbound(Ticket ticket, Entry entry) {
    return new Outbound(
        ticket.ref(),
        Long.toString(entry.id()),
        ticket.tag(),
        entry.channel(),
        entry.source(),
        ticket.citizen().name(),
        entry.address().map(List::of).orElse(List.of()),
        entry.subject(),
        entry.text(),
        entry.attachments().stream().map(Attachment::file).toList(),
        entry.answers(),
        entries.references(ticket.id(), entry),
        entry.type() == EntryType.ACKNOWLEDGEMENT);
  }

  @Override
  public void deliveryChanged(
      TicketRef ref,
      String entry,
      DeliveryState state,
      String messageReference,
      String reason,
      Instant at) {
    Entry.Delivery delivery =
        new Entry.Delivery(
            state, InboundText.line(reason, Limits.REASON), at.truncatedTo(ChronoUnit.MILLIS));
    String reference = InboundText.line(messageReference, Limits.REFERENCE);
    transactions.decide(
        () -> {
          Ticket ticket = required(ref, entry);
          Entry sent =
              entries
                  .find(ticket.id(), id(entry))
                  .filter(e -> e.delivery().isPresent())
                  .orElseThrow(() -> problem(TicketProblems.ENTRY_NOT_FOUND));
          return record(ticket, sent, delivery, reference);
        });
  }

  private Ticket record(Ticket ticket, Entry sent, Entry.Delivery delivery, String reference) {
    Entry.Delivery before = sent.delivery().orElseThrow();
    boolean sameState =
        before.state() == delivery.state() && before.reason().equals(delivery.reason());
    if (sameState && (reference.isEmpty() || reference.equals(sent.messageReference()))) {
      return ticket;
    }
    entries.recordDelivery(sent.id(), delivery, reference);
    if (sameState) {
      return ticket;
    }
    boolean problem =
        delivery.isProblem() || entries.hasOtherDeliveryProblem(ticket.id(), sent.id());
    TicketEvent.DeliveryChanged change =
        new TicketEvent.DeliveryChanged(sent.id(), delivery.state(), delivery.reason());
    tickets.save(
        ticket.deliveryChanged(change, problem),
        StaffId.SYSTEM,
        clock.instant().truncatedTo(ChronoUnit.MILLIS));
    return ticket;
  }

  @Override
  public void undeliverable(TicketRef ref, String entry, String status, Instant at) {
    Instant when = at.truncatedTo(ChronoUnit.MILLIS);
    transactions.decide(
        () -> {
          Ticket ticket = required(ref, entry);
          entries
              .find(ticket.id(), id(entry))
              .filter(e -> e.type().isSent())
              .flatMap(Entry::address)
              .ifPresent(a -> mark(ref.municipality(), new Undeliverable(a, status, when)));
          return ticket;
        });
  }

  /** Families share addresses. */
  private void mark(MunicipalityId municipality, Undeliverable mark) {
    for (Citizen citizen : citizens.reachedAt(municipality, mark.point())) {
      Citizen marked = citizen.marked(mark);
      if (!marked.equals(citizen)) {
        citizens.save(marked.nextVersion(), citizen, StaffId.SYSTEM, now());
      }
    }
  }

  @Override
  public Optional<TicketRef> lastSentTo(
      MunicipalityId municipality, Collection<ContactPoint> addresses, Instant since) {
    return transactions.read(
        () -> {
          Set<Long> reached = new HashSet<>();
          for (ContactPoint address : addresses) {
            citizens.reachedAt(municipality, address).forEach(c -> reached.add(c.id()));
          }
          return entries
              .lastSentTo(reached, addresses, since)
              .flatMap(sent -> tickets.find(sent.ticket()))
              .map(Ticket::ref);
        });
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  @Override
  public void acknowledge(TicketRef ref, String key, String subject, String text) {
    transactions.decide(
        () -> {
          Ticket ticket = required(ref);
          OnceKey once = OnceKey.acknowledgement(ticket.id(), key);
          if (tickets.taken(once).isEmpty()) {
            // whoever cannot be written to is not told; the ticket is theirs all the same
            routes
                .backTo(ticket)
                .ifPresent(route -> acknowledge(ticket, route, once, subject, text));
          }
          return ticket;
        });
  }

  private void acknowledge(Ticket ticket, Route route, OnceKey once, String subject, String text) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Entry entry =
        Entry.outgoing(
            ids.next("ticket-entry"),
            ticket.id(),
            EntryType.ACKNOWLEDGEMENT,
            route,
            StaffId.SYSTEM,
            InboundText.line(subject, Limits.SUBJECT),
            InboundText.cut(text, Limits.TEXT),
            List.of(),
            now);
    TicketEvent.ReplyQueued queued =
        new TicketEvent.ReplyQueued(
            entry.id(), route.channel(), route.source(), true, Optional.empty());
    entries.add(entry, ticket.tag());
    tickets.take(once, ticket.id(), entry.id(), now);
    tickets.save(ticket.acknowledged(queued), StaffId.SYSTEM, now);
  }

  private Ticket required(TicketRef ref) {
    return tickets.find(ref).orElseThrow(() -> TicketAccess.notFound(ref));
  }

  /** The ticket the message lies in now. */
  private Ticket required(TicketRef ref, String entry) {
    return lying.ticketOf(ref, entry).orElseThrow(() -> TicketAccess.notFound(ref));
  }

  private static long id(String entry) {
    return LyingEntries.id(entry);
  }

  private static DomainException problem(ProblemType type) {
    return new DomainException(type);
  }
}
