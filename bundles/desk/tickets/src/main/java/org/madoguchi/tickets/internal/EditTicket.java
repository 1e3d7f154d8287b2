package org.madoguchi.tickets.internal;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.Permission;
import org.madoguchi.kernel.event.CommittedEvent;
import org.madoguchi.kernel.event.EventLog;
import org.madoguchi.tickets.TicketEvents;
import org.madoguchi.tickets.TicketRef;
import org.madoguchi.tickets.internal.domain.Decision;
import org.madoguchi.tickets.internal.domain.Details;
import org.madoguchi.tickets.internal.domain.FieldChange;
import org.madoguchi.tickets.internal.domain.Ticket;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Edits the details of a ticket, unless somebody else edited them first. */
@Component(service = EditTicket.class)
public final class EditTicket {
  /**
   * @param theirs the value now, as JSON writes it; @param by who set it
   */
  public record OthersChange(String theirs, StaffId by, Instant at) {}

  /** The version edited is not the present one. Nothing was changed. */
  public static final class Stale extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Ticket current;
    private final transient Map<String, OthersChange> changed;
    private final transient Map<String, FieldChange> wanted;

    Stale(Ticket current, Map<String, OthersChange> changed, Map<String, FieldChange> wanted) {
      super("stale version of " + current.ref(), null, false, false);
      this.current = current;
      this.changed = Map.copyOf(changed);
      this.wanted = Map.copyOf(wanted);
    }

    public Ticket current() {
      return current;
    }

    /** What others changed since the version edited, by field. */
    public Map<String, OthersChange> changed() {
      return changed;
    }

    /** What this edit would change now, by field. */
    public Map<String, FieldChange> wanted() {
      return wanted;
    }
  }

  private final TicketTransactions transactions;
  private final TicketAccess access;
  private final TicketRepository tickets;
  private final DeskRules rules;
  private final EventLog log;
  private final Clock clock;

  @Activate
  public EditTicket(
      @Reference TicketTransactions transactions,
      @Reference TicketAccess access,
      @Reference TicketRepository tickets,
      @Reference DeskRules rules,
      @Reference EventLog log,
      @Reference Clock clock) {
    this.transactions = transactions;
    this.access = access;
    this.tickets = tickets;
    this.rules = rules;
    this.log = log;
    this.clock = clock;
  }

  /**
   * @param version the caller saw
   * @return the ticket afterwards; it may have left the caller's reach
   * @throws Stale when the details were edited since that version
   * @throws org.madoguchi.kernel.problem.DomainException ticket-not-found; forbidden;
   *     status-not-possible; missing-before-closing; invalid-fields for a category out of its days
   */
  public Ticket edit(
      AccessScope scope, TicketRef ref, long version, UnaryOperator<Details> change) {
    Outcome outcome =
        transactions.decide(
            () -> {
              Ticket ticket = access.changeable(scope, ref, Permission.TICKET_WRITE);
              Details wanted = change.apply(ticket.details());
              return ticket.version() == version
                  ? new Outcome(apply(ticket, wanted, scope.who()), wanted, false)
                  : new Outcome(ticket, wanted, true);
            });
    if (outcome.stale()) {
      Ticket ticket = outcome.ticket();
      throw stale(ticket, version, outcome.wanted().changesSince(ticket.details()));
    }
    return outcome.ticket();
  }

  private record Outcome(Ticket ticket, Details wanted, boolean stale) {}

  private Ticket apply(Ticket ticket, Details wanted, StaffId who) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    rules.mustBeChoosable(
        ticket.ref().municipality(), ticket.details().category(), wanted.category(), now);
    Decision decision = ticket.edited(wanted, who, rules.closing(ticket.ref().municipality()), now);
    tickets.save(decision, who, now);
    return decision.ticket();
  }

  /**
   * What somebody is told who comes too late; outside of the transaction that found out.
   *
   * @param version the caller saw
   * @param wanted what the caller would change now, by field
   */
  public Stale stale(Ticket ticket, long version, Map<String, FieldChange> wanted) {
    Map<String, OthersChange> changed = new LinkedHashMap<>();
    for (CommittedEvent event : log.of(TicketEvents.STREAM, ticket.ref().toString())) {
      if (event.type().equals(TicketEvents.EDITED)) {
        note(event, version, changed);
      }
    }
    return new Stale(ticket, changed, wanted);
  }

  private static void note(CommittedEvent event, long version, Map<String, OthersChange> changed) {
    Map<String, Object> payload = Journal.payload(event);
    if (((Number) payload.get("version")).longValue() <= version) {
      return;
    }
    Journal.fields(payload)
        .forEach(
            (field, change) ->
                changed.put(field, new OthersChange(change.after(), event.actor(), event.at())));
  }
}
