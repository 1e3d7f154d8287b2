package org.madoguchi.tickets.internal.harassment;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.madoguchi.directory.Directory;
import org.madoguchi.directory.Staff;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.AccessTag;
import org.madoguchi.kernel.access.Grant;
import org.madoguchi.kernel.access.Identities;
import org.madoguchi.kernel.access.Permission;
import org.madoguchi.kernel.access.Role;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.FieldProblem;
import org.madoguchi.kernel.problem.Problems;
import org.madoguchi.kernel.store.IdSource;
import org.madoguchi.tickets.TicketRef;
import org.madoguchi.tickets.internal.EntryRepository;
import org.madoguchi.tickets.internal.OnceKey;
import org.madoguchi.tickets.internal.TicketAccess;
import org.madoguchi.tickets.internal.TicketRepository;
import org.madoguchi.tickets.internal.TicketTransactions;
import org.madoguchi.tickets.internal.domain.Entry;
import org.madoguchi.tickets.internal.domain.Ticket;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Harassment by citizens is recorded, and the ticket goes to a supervisor with the record: one
 * transaction, so that nobody is left alone with half of it. Whoever opens a ticket of the same
 * citizen is told, as far as they see the tickets the records are on. Nothing of it is ever sent.
 */
@Component(service = Harassment.class)
public final class Harassment {
  /** What the note begins with, so that it is not taken for an ordinary one. */
  public static final String HEAD = "【カスハラの記録】\n";

  private static final int SHOWN = 50;

  /**
   * @param text what happened
   * @param corrects an earlier record on the ticket; 0 for none
   * @param handOver to which supervisor; {@link StaffId#NONE} keeps the ticket where it is
   */
  public record Order(
      String requestId,
      HarassmentRecord.Kind kind,
      String text,
      boolean warned,
      Optional<Instant> happenedAt,
      long corrects,
      StaffId handOver) {}

  /**
   * @param supervisors to whom the person may hand the ticket over
   */
  public record Known(List<HarassmentRecord> records, List<Staff> supervisors) {}

  private final TicketTransactions transactions;
  private final TicketAccess access;
  private final TicketRepository tickets;
  private final EntryRepository entries;
  private final HarassmentStore store;
  private final Directory directory;
  private final Identities identities;
  private final IdSource ids;
  private final Clock clock;

  @Activate
  public Harassment(
      @Reference TicketTransactions transactions,
      @Reference TicketAccess access,
      @Reference TicketRepository tickets,
      @Reference EntryRepository entries,
      @Reference HarassmentStore store,
      @Reference Directory directory,
      @Reference Identities identities,
      @Reference IdSource ids,
      @Reference Clock clock) {
    this.transactions = transactions;
    this.access = access;
    this.tickets = tickets;
    this.entries = entries;
    this.store = store;
    this.directory = directory;
    this.identities = identities;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * What is known of the ticket's citizen, newest first.
   *
   * @throws DomainException ticket-not-found
   */
  public Known known(AccessScope scope, TicketRef ref) {
    return transactions.read(
        () -> {
          Ticket ticket = access.readable(scope, ref);
          return new Known(
              store.of(ticket, SHOWN, scope.reaches(Permission.TICKET_READ)),
              supervisors(ticket.tag(), scope.who()));
        });
  }

  /** Those who lead the operators and see the ticket, by kana; never oneself. */
  private List<Staff> supervisors(AccessTag tag, StaffId asking) {
    return directory.staffOf(tag.municipality()).stream()
        .filter(s -> !s.id().equals(asking) && isSupervisor(s, tag) && works(s.id(), tag))
        .toList();
  }

  private static boolean isSupervisor(Staff staff, AccessTag tag) {
    return staff.grants().stream()
        .filter(g -> g.role() == Role.SUPERVISOR)
        .map(Grant::municipality)
        .anyMatch(m -> m.equals(tag.municipality()) || m.equals(MunicipalityId.EVERY));
  }

  private boolean works(StaffId who, AccessTag tag) {
    return identities
        .scopeOf(who)
        .filter(scope -> scope.may(Permission.TICKET_WRITE, tag))
        .isPresent();
  }

  /**
   * The same request again is the same record.
   *
   * @return the note
   * @throws DomainException ticket-not-found; forbidden; merged-away; invalid-fields for who is no
   *     supervisor there, or for what is no record of the ticket
   */
  public long record(AccessScope scope, TicketRef ref, Order order) {
    return transactions.decide(
        () -> {
          Ticket ticket = access.changeable(scope, ref, Permission.TICKET_WRITE);
          OnceKey key = OnceKey.entry(ticket.id(), scope.who(), order.requestId());
          return tickets
              .taken(key)
              .map(TicketRepository.Taken::entry)
              .orElseGet(() -> recorded(scope, ticket, order, key));
        });
  }

  private long recorded(AccessScope scope, Ticket ticket, Order order, OnceKey key) {
    mustBeSupervisor(ticket.tag(), order.handOver(), scope.who());
    mustBeRecord(scope, ticket, order.corrects());
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    long id = ids.next("ticket-entry");
    StaffId who = scope.who();
    entries.add(
        Entry.note(id, ticket.id(), who, HEAD + order.text(), List.of(), now), ticket.tag());
    store.add(
        id,
        ticket,
        order.kind(),
        order.warned(),
        order.happenedAt().orElse(now).truncatedTo(ChronoUnit.MILLIS),
        order.corrects());
    tickets.take(key, ticket.id(), id, now);
    tickets.save(ticket.harassed(id, order.kind(), order.handOver(), who, now), who, now);
    return id;
  }

  private void mustBeSupervisor(AccessTag tag, StaffId chosen, StaffId asking) {
    boolean fits =
        chosen.isNone()
            || supervisors(tag, asking).stream().anyMatch(staff -> staff.id().equals(chosen));
    if (!fits) {
      throw unknown("handOver");
    }
  }

  private void mustBeRecord(AccessScope scope, Ticket ticket, long corrects) {
    boolean fits =
        corrects == 0
            || store.of(ticket, SHOWN, scope.reaches(Permission.TICKET_READ)).stream()
                .anyMatch(r -> r.entry() == corrects && r.ticket().equals(ticket.ref()));
    if (!fits) {
      throw unknown("corrects");
    }
  }

  private static DomainException unknown(String field) {
    return new DomainException(
        Problems.INVALID_FIELDS,
        List.of(1),
        List.of(new FieldProblem(field, "unknown", List.of())),
        Map.of());
  }
}
