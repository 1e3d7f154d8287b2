package org.madoguchi.tickets.internal.macros;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.madoguchi.directory.Directory;
import org.madoguchi.directory.Municipality;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.Permission;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.store.IdSource;
import org.madoguchi.tickets.Macro;
import org.madoguchi.tickets.TicketRef;
import org.madoguchi.tickets.internal.CategoryChoice;
import org.madoguchi.tickets.internal.DeskRules;
import org.madoguchi.tickets.internal.EditTicket;
import org.madoguchi.tickets.internal.EntryRepository;
import org.madoguchi.tickets.internal.OnceKey;
import org.madoguchi.tickets.internal.TicketAccess;
import org.madoguchi.tickets.internal.TicketRepository;
import org.madoguchi.tickets.internal.TicketTransactions;
import org.madoguchi.tickets.internal.WriteEntry;
import org.madoguchi.tickets.internal.alerts.Following;
import org.madoguchi.tickets.internal.bulk.BulkChange;
import org.madoguchi.tickets.internal.bulk.BulkItem;
import org.madoguchi.tickets.internal.bulk.BulkStep;
import org.madoguchi.tickets.internal.domain.ClosingRule;
import org.madoguchi.tickets.internal.domain.Decision;
import org.madoguchi.tickets.internal.domain.Details;
import org.madoguchi.tickets.internal.domain.Entry;
import org.madoguchi.tickets.internal.domain.FieldChange;
import org.madoguchi.tickets.internal.domain.Tags;
import org.madoguchi.tickets.internal.domain.Ticket;
import org.madoguchi.tickets.internal.domain.TicketEvent;
import org.madoguchi.tickets.internal.domain.TicketProblems;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Applies a macro to a ticket: shown first, then done as it was shown, all of it in one transaction
 * or nothing. It is what the person may do by hand, and nothing more.
 */
@Component(service = ApplyMacro.class)
public final class ApplyMacro {
  private static final LocalTime END_OF_DAY = LocalTime.of(17, 15);

  /**
   * A macro, read for a municipality and a person.
   *
   * @param gone the fields whose value does not exist any more
   */
  public record Order(Macro macro, BulkChange change, List<String> gone) {
    public Order {
      gone = List.copyOf(gone);
    }
  }

  /** Why a macro cannot be applied. */
  public enum Hindrance {
    /** Section, category or owner does not exist any more. */
    GONE,
    /** Something in a text that nobody would fill in afterwards. */
    LEFT_OPEN,
    /** As a change of many tickets is refused. */
    REFUSED
  }

  /**
   * @param reason of a refusal
   * @param names which fields, or which placeholders
   */
  public record Obstacle(Hindrance hindrance, BulkItem.Reason reason, List<String> names) {}

  /**
   * What a macro does to a ticket as it is now.
   *
   * @param note '' for none; @param reply '' for none
   * @param obstacles empty when it can be applied
   */
  public record Foreseen(
      Ticket ticket,
      Map<String, FieldChange> changes,
      String note,
      String reply,
      boolean follows,
      List<Obstacle> obstacles) {}

  private final TicketTransactions transactions;
  private final TicketAccess access;
  private final TicketRepository tickets;
  private final EntryRepository entries;
  private final WriteEntry writing;
  private final EditTicket editing;
  private final Following following;
  private final DeskRules rules;
  private final Directory directory;
  private final IdSource ids;
  private final Clock clock;

  @Activate
  public ApplyMacro(
      @Reference TicketTransactions transactions,
      @Reference TicketAccess access,
      @Reference TicketRepository tickets,
      @Reference EntryRepository entries,
      @Reference WriteEntry writing,
      @Reference EditTicket editing,
      @Reference Following following,
      @Reference DeskRules rules,
      @Reference Directory directory,
      @Reference IdSource ids,
      @Reference Clock clock) {
    this.transactions = transactions;
    this.access = access;
    this.tickets = tickets;
    this.entries = entries;
    this.writing = writing;
    this.editing = editing;
    this.following = following;
    this.rules = rules;
    this.directory = directory;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Nothing is written.
   *
   * @throws DomainException ticket-not-found
   */
  public Foreseen preview(AccessScope scope, TicketRef ref, Order order) {
    return transactions.read(
        () -> {
          Plan plan = plan(scope, access.readable(scope, ref), order);
          List<Obstacle> obstacles = plan.obstacles();
          Details after = plan.wanted();
          try {
            access.changeable(scope, ref, Permission.TICKET_WRITE);
            after = decided(scope, plan, false).ticket().details();
          } catch (DomainException e) {
            BulkItem.Outcome refused = BulkStep.refusedBy(e);
            obstacles.add(new Obstacle(Hindrance.REFUSED, refused.reason(), refused.missing()));
          }
          return new Foreseen(
              plan.ticket(),
              after.changesSince(plan.ticket().details()),
              plan.note(),
              plan.reply(),
              plan.follows(),
              List.copyOf(obstacles));
        });
  }

  /**
   * The same request again changes nothing more.
   *
   * @param version of the ticket that was shown
   * @return the ticket afterwards; it may have left the caller's reach
   * @throws EditTicket.Stale when the details were edited since that version
   * @throws DomainException ticket-not-found; forbidden; macro-not-applicable; status-not-possible;
   *     missing-before-closing; no-address-to-reply-to
   */
  public Ticket apply(
      AccessScope scope, TicketRef ref, long version, Order order, String requestId) {
    Outcome outcome =
        transactions.decide(
            () -> {
              Ticket ticket = access.changeable(scope, ref, Permission.TICKET_WRITE);
              OnceKey key = OnceKey.macro(ticket.id(), scope.who(), requestId);
              if (tickets.taken(key).isPresent()) {
                return new Outcome(ticket, ticket.details(), false);
              }
              Plan plan = plan(scope, ticket, order);
              return ticket.version() == version
                  ? new Outcome(applied(scope, plan, key), plan.wanted(), false)
                  : new Outcome(ticket, plan.wanted(), true);
            });
    if (outcome.stale()) {
      Ticket ticket = outcome.ticket();
      throw editing.stale(ticket, version, outcome.wanted().changesSince(ticket.details()));
    }
    return outcome.ticket();
  }

  private record Outcome(Ticket ticket, Details wanted, boolean stale) {}

  private Ticket applied(AccessScope scope, Plan plan, OnceKey key) {
    if (!plan.obstacles().isEmpty()) {
      throw notApplicable(plan.obstacles());
    }
    Decision decision = decided(scope, plan, true);
    tickets.take(key, plan.ticket().id(), 0, plan.now());
    // one that only begins a reply, or finds all as it wants it, is no news
    if (decision.events().size() > 1) {
      tickets.save(decision, scope.who(), plan.now());
    }
    if (plan.follows()) {
      following.begin(plan.ticket(), scope.who());
    }
    return decision.events().size() > 1 ? decision.ticket() : plan.ticket();
  }

  private static DomainException notApplicable(List<Obstacle> obstacles) {
    return new DomainException(
        TicketProblems.MACRO_NOT_APPLICABLE,
        List.of(),
        List.of(),
        Map.of("names", obstacles.stream().flatMap(o -> o.names().stream()).toList()));
  }

  /** What a macro says of one ticket, before anything is decided. */
  private record Plan(
      Ticket ticket,
      Order order,
      Details wanted,
      String note,
      String reply,
      boolean follows,
      List<Obstacle> obstacles,
      Instant now) {
    boolean sends() {
      return order.macro().steps().sends() && !reply.isEmpty();
    }
  }

  private Plan plan(AccessScope scope, Ticket ticket, Order order) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Macro macro = order.macro();
    Details changed = order.change().applied(ticket.details());
    Details wanted =
        macro.steps().dueDays() == null
            ? changed
            : changed.withDueAt(Optional.of(due(ticket, macro.steps().dueDays(), now)));
    Placeholders places =
        Placeholders.on(directory, ticket, wanted, scope.who(), macro.language(), now);
    String note = macro.steps().note() == null ? "" : places.fill(macro.steps().note());
    String reply = places.fill(macro.reply());
    boolean follows = macro.steps().follow() && !following.follows(ticket, scope.who());
    List<Obstacle> obstacles = new ArrayList<>();
    List<String> gone = new ArrayList<>(order.gone());
    if (isOutOfItsDays(ticket, wanted, now)) {
      gone.add("category");
    }
    if (!gone.isEmpty()) {
      obstacles.add(new Obstacle(Hindrance.GONE, BulkItem.Reason.NONE, List.copyOf(gone)));
    }
    List<String> left = Placeholders.leftIn(macro.steps().sends() ? note + "\n" + reply : note);
    if (!left.isEmpty()) {
      obstacles.add(new Obstacle(Hindrance.LEFT_OPEN, BulkItem.Reason.NONE, left));
    }
    if (wanted.tags().words().size() > Tags.MOST) {
      obstacles.add(
          new Obstacle(Hindrance.REFUSED, BulkItem.Reason.TOO_MANY_TAGS, List.of("tags")));
    }
    return new Plan(ticket, order, wanted, note, reply, follows, obstacles, now);
  }

  private boolean isOutOfItsDays(Ticket ticket, Details wanted, Instant now) {
    String category = wanted.category();
    return !category.equals(ticket.details().category())
        && CategoryChoice.problem(directory, ticket.ref().municipality(), "category", category, now)
            .isPresent();
  }

  private Instant due(Ticket ticket, int days, Instant now) {
    ZoneId zone =
        directory
            .municipality(ticket.ref().municipality())
            .map(Municipality::timeZone)
            .orElse(ZoneId.of("Asia/Tokyo"));
    return now.atZone(zone)
        .toLocalDate()
        .plusDays(days)
        .atTime(END_OF_DAY)
        .atZone(zone)
        .toInstant();
  }

  /**
   * In the order the history tells it: the macro, its note, its reply and what that and the macro
   * changed, so that the reply can be taken back with it.
   *
   * @param write false to see only what would become of it
   */
  private Decision decided(AccessScope scope, Plan plan, boolean write) {
    Ticket ticket = plan.ticket();
    Macro macro = plan.order().macro();
    if (!plan.reply().isEmpty()) {
      scope.require(Permission.TICKET_REPLY, ticket.tag());
    }
    Decision decision =
        ticket.applied(new TicketEvent.MacroApplied(macro.id(), macro.version(), macro.title()));
    if (!plan.note().isEmpty()) {
      long note = noted(scope, plan, write);
      decision = decision.then(t -> t.noted(note, List.of(), scope.who(), plan.now()));
    }
    ClosingRule closing = rules.closing(ticket.ref().municipality());
    if (!plan.sends()) {
      return decision.then(t -> t.edited(plan.wanted(), scope.who(), closing, plan.now()));
    }
    WriteEntry.Prepared reply =
        writing.prepared(
            ticket, new WriteEntry.Written("", plan.reply(), List.of()), scope.who(), plan.now());
    if (write) {
      writing.keep(ticket, reply);
    }
    boolean closes = plan.order().change().closes();
    return decision.then(
        t -> t.replied(reply.queued(), scope.who(), plan.wanted(), closes, closing, plan.now()));
  }

  private long noted(AccessScope scope, Plan plan, boolean write) {
    if (!write) {
      return 0;
    }
    Ticket ticket = plan.ticket();
    long id = ids.next("ticket-entry");
    entries.add(
        Entry.note(id, ticket.id(), scope.who(), plan.note(), List.of(), plan.now()), ticket.tag());
    return id;
  }
}
