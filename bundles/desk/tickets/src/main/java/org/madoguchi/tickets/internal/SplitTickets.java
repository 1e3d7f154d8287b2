package org.madoguchi.tickets.internal;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.madoguchi.directory.Municipality;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.Permission;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.store.IdSource;
import org.madoguchi.tickets.DeliveryState;
import org.madoguchi.tickets.InboundContact.Nature;
import org.madoguchi.tickets.TicketRef;
import org.madoguchi.tickets.TicketStatus;
import org.madoguchi.tickets.internal.domain.ContactResult;
import org.madoguchi.tickets.internal.domain.Decision;
import org.madoguchi.tickets.internal.domain.Details;
import org.madoguchi.tickets.internal.domain.Entry;
import org.madoguchi.tickets.internal.domain.Split;
import org.madoguchi.tickets.internal.domain.Tags;
import org.madoguchi.tickets.internal.domain.Ticket;
import org.madoguchi.tickets.internal.domain.TicketEvent;
import org.madoguchi.tickets.internal.domain.TicketProblems;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Gives entries of a ticket a ticket of their own, and takes that back. Both tickets tell of it, so
 * that of two people who split a ticket at the same moment, or split and merge it, one looks again.
 * Entries are moved, not copied: nothing is ever in two tickets.
 */
@Component(service = SplitTickets.class)
public final class SplitTickets {
  /**
   * @param entries their ids, at least one
   * @param matter makes the new ticket's matter out of the ticket's own: of what it gives, subject,
   *     kind, section, category and priority are taken
   */
  public record Order(String requestId, List<Long> entries, UnaryOperator<Details> matter) {}

  /**
   * @param repeated whether the same request had split it before
   */
  public record Done(Ticket part, boolean repeated) {}

  private record Attempt(Ticket ticket, Optional<Done> done) {}

  private final TicketTransactions transactions;
  private final TicketAccess access;
  private final TicketRepository tickets;
  private final EntryRepository entries;
  private final MergeRepository merges;
  private final SplitRepository splits;
  private final MergeTickets merging;
  private final DeskRules rules;
  private final EditTicket editing;
  private final IdSource ids;
  private final Clock clock;

  @Activate
  public SplitTickets(
      @Reference TicketTransactions transactions,
      @Reference TicketAccess access,
      @Reference TicketRepository tickets,
      @Reference EntryRepository entries,
      @Reference MergeRepository merges,
      @Reference SplitRepository splits,
      @Reference MergeTickets merging,
      @Reference DeskRules rules,
      @Reference EditTicket editing,
      @Reference IdSource ids,
      @Reference Clock clock) {
    this.transactions = transactions;
    this.access = access;
    this.tickets = tickets;
    this.entries = entries;
    this.merges = merges;
    this.splits = splits;
    this.merging = merging;
    this.rules = rules;
    this.editing = editing;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * The same request again gives the same ticket.
   *
   * @param version of the ticket the caller saw
   * @return the new ticket; it may be out of the caller's reach
   * @throws EditTicket.Stale when the details were edited since that version
   * @throws DomainException ticket-not-found; forbidden; merged-away; entry-not-found;
   *     entries-moved; split-of-merged; split-of-unsent; split-takes-all; invalid-fields for a
   *     category out of its days
   */
  public Done split(AccessScope scope, TicketRef ref, long version, Order order) {
    Attempt attempt;
    try {
      attempt = transactions.decide(() -> attempt(scope, ref, version, order));
    } catch (DomainException e) {
      // the very same request may have been the one that was faster
      return Optional.of(e)
          .filter(refused -> refused.type().equals(TicketProblems.ENTRIES_MOVED))
          .flatMap(refused -> transactions.read(() -> before(scope, ref, order)))
          .orElseThrow(() -> e);
    }
    return attempt.done().orElseThrow(() -> editing.stale(attempt.ticket(), version, Map.of()));
  }

  private Attempt attempt(AccessScope scope, TicketRef ref, long version, Order order) {
    Ticket ticket = access.readable(scope, ref);
    Optional<Done> before = before(scope, ref, order);
    if (before.isPresent()) {
      return new Attempt(ticket, before);
    }
    access.changeable(scope, ref, Permission.TICKET_WRITE);
    return new Attempt(
        ticket,
        ticket.version() == version
            ? Optional.of(new Done(split(scope, ticket, order), false))
            : Optional.empty());
  }

  private static OnceKey key(Ticket ticket, StaffId who, Order order) {
    return OnceKey.split(ticket.id(), who, order.requestId());
  }

  private Optional<Done> before(AccessScope scope, TicketRef ref, Order order) {
    return tickets
        .taken(key(access.readable(scope, ref), scope.who(), order))
        .flatMap(taken -> tickets.find(taken.ticket()))
        .map(part -> new Done(part, true));
  }

  private Ticket split(AccessScope scope, Ticket ticket, Order order) {
    Set<Long> chosen = new TreeSet<>(order.entries());
    List<Entry> going = splits.entries(List.of(ticket.id()), chosen);
    if (going.size() < chosen.size()) {
      going.forEach(entry -> chosen.remove(entry.id()));
      throw notHere(scope, ticket, chosen);
    }
    if (going.stream().anyMatch(SplitTickets::isUnsent)) {
      throw new DomainException(TicketProblems.SPLIT_OF_UNSENT);
    }
    if (splits.count(ticket.id()) == going.size()) {
      throw new DomainException(TicketProblems.SPLIT_TAKES_ALL);
    }
    Details matter = order.matter().apply(ticket.details());
    rules.mustBeChoosable(
        ticket.ref().municipality(), ticket.details().category(), matter.category(), now());
    return split(scope, ticket, going, matter, key(ticket, scope.who(), order));
  }

  private static boolean isUnsent(Entry entry) {
    return entry.delivery().filter(d -> d.state() == DeliveryState.QUEUED).isPresent();
  }

  private DomainException notHere(AccessScope scope, Ticket ticket, Set<Long> missing) {
    List<Split> leading = splits.leading(ticket.id(), missing);
    if (!leading.isEmpty()) {
      return moved(scope, leading);
    }
    List<Long> takenIn = merges.takenIn(ticket.id()).stream().map(Ticket::id).toList();
    boolean merged = !takenIn.isEmpty() && !splits.entries(takenIn, missing).isEmpty();
    return new DomainException(
        merged ? TicketProblems.SPLIT_OF_MERGED : TicketProblems.ENTRY_NOT_FOUND);
  }

  private DomainException moved(AccessScope scope, List<Split> leading) {
    List<TicketRef> parts =
        leading.stream()
            .flatMap(split -> tickets.find(split.ticket()).stream())
            .map(Ticket::ref)
            .toList();
    Set<TicketRef> readable = tickets.among(parts, scope.reaches(Permission.TICKET_READ));
    return new DomainException(
        TicketProblems.ENTRIES_MOVED,
        List.of(),
        List.of(),
        Map.of("into", readable.stream().map(TicketRef::toString).sorted().toList()));
  }

  private Ticket split(
      AccessScope scope, Ticket ticket, List<Entry> going, Details matter, OnceKey key) {
    Instant now = now();
    StaffId who = scope.who();
    List<Long> moved = going.stream().map(Entry::id).toList();
    Split split = new Split(ids.next("ticket"), ticket.id(), moved, who, now);
    Decision opened = opened(ticket, split, matter);
    Ticket part = opened.ticket();
    tickets.save(opened, who, now);
    if (splits.move(ticket.id(), part, moved) != moved.size()) {
      throw moved(scope, splits.leading(ticket.id(), moved));
    }
    splits.add(split);
    tickets.take(key, part.id(), 0, now);
    Decision left =
        ticket.split(
            new TicketEvent.Split(part.ref(), part.tag(), true, moved), hasProblem(ticket));
    Decision told =
        part.split(
            new TicketEvent.Split(ticket.ref(), ticket.tag(), false, moved), hasProblem(part));
    tickets.saveAll(List.of(left, told), who, now);
    return told.ticket();
  }

  private Decision opened(Ticket ticket, Split split, Details matter) {
    Municipality municipality = rules.municipality(ticket.ref().municipality());
    Details details = details(municipality, ticket, matter, split.at());
    // no channel brought it: nobody is thanked for a message that was acknowledged before
    TicketEvent fact =
        new TicketEvent.Opened(
            details.kind(),
            ticket.channel(),
            "",
            Nature.PERSON,
            split.entries().get(0),
            ticket.language());
    boolean news = !details.owner().isNone() && !details.owner().equals(split.by());
    return Ticket.open(
        split.ticket(),
        rules.nextNumber(municipality, split.at()),
        ticket.channel(),
        ticket.language(),
        ticket.citizen(),
        details,
        split.at(),
        split.at(),
        news,
        List.of(fact));
  }

  /**
   * Whoever works on it goes on with it, unless it is another section's matter: then nobody has it
   * yet. The time there is for an answer is neither longer nor shorter than before.
   */
  private Details details(Municipality municipality, Ticket ticket, Details matter, Instant now) {
    Details before = ticket.details();
    boolean same = matter.section().equals(before.section());
    StaffId owner = same ? before.owner() : StaffId.NONE;
    Optional<Instant> due =
        before.status().isOpen()
            ? before.dueAt()
            : Optional.of(rules.dueAt(municipality, matter.section(), now));
    return new Details(
        matter.subject(),
        matter.kind(),
        owner.isNone() ? TicketStatus.NEW : TicketStatus.OPEN,
        matter.priority(),
        matter.section(),
        ticket.confidentiality(),
        owner,
        matter.category(),
        ContactResult.NONE,
        due,
        Tags.NONE);
  }

  private boolean hasProblem(Ticket ticket) {
    return entries.hasOtherDeliveryProblem(ticket.id(), 0);
  }

  /**
   * The entries lie where they came from. The new ticket goes on there, as if it had been merged:
   * what was written in it since is read there, and what still comes for it arrives there.
   *
   * @return the ticket the entries came from
   * @throws DomainException ticket-not-found for either; forbidden; not-split; merged-away for
   *     either; split-across-confidentialities; split-went-on; split-back-into-closed
   */
  public Ticket takeBack(AccessScope scope, TicketRef ref, TicketRef part) {
    return transactions.decide(
        () -> {
          Ticket ticket = access.readable(scope, ref);
          Ticket other = access.readable(scope, part);
          scope.require(Permission.TICKET_WRITE, ticket.tag());
          Split split =
              splits
                  .find(other.id())
                  .filter(s -> s.from() == ticket.id())
                  .orElseThrow(() -> new DomainException(TicketProblems.NOT_SPLIT));
          access.changeable(scope, ref, Permission.TICKET_WRITE);
          access.changeable(scope, part, Permission.TICKET_WRITE);
          if (ticket.confidentiality() != other.confidentiality()) {
            throw new DomainException(TicketProblems.SPLIT_ACROSS_CONFIDENTIALITIES);
          }
          return takeBack(ticket, other, split, scope.who());
        });
  }

  private Ticket takeBack(Ticket ticket, Ticket other, Split split, StaffId who) {
    if (!splits.remove(split)) {
      throw new DomainException(TicketProblems.NOT_SPLIT);
    }
    if (splits.move(other.id(), ticket, split.entries()) != split.entries().size()) {
      throw new DomainException(TicketProblems.SPLIT_WENT_ON);
    }
    boolean since = !entries.isEmpty(other.id()) || !merges.takenIn(other.id()).isEmpty();
    if (since && ticket.details().status() == TicketStatus.CLOSED) {
      throw new DomainException(TicketProblems.SPLIT_BACK_INTO_CLOSED);
    }
    Decision back =
        ticket.split(
            new TicketEvent.SplitUndone(other.ref(), other.tag(), true), hasProblem(ticket));
    Decision emptied =
        other.split(
            new TicketEvent.SplitUndone(ticket.ref(), ticket.tag(), false), hasProblem(other));
    tickets.saveAll(List.of(back, emptied), who, now());
    boolean work = since && other.details().status().isOpen();
    return merging.join(emptied.ticket(), back.ticket(), work, who);
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
