package org.madoguchi.tickets.internal;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.Permission;
import org.madoguchi.kernel.access.Reach;
import org.madoguchi.tickets.TicketRef;
import org.madoguchi.tickets.internal.TicketQueries.Conversation;
import org.madoguchi.tickets.internal.TicketQueries.Earlier;
import org.madoguchi.tickets.internal.TicketQueries.EntryPlace;
import org.madoguchi.tickets.internal.domain.Citizen;
import org.madoguchi.tickets.internal.domain.Entry;
import org.madoguchi.tickets.internal.domain.Ticket;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Everything about one ticket that a person may see, on one screen. */
@Component(service = TicketViews.class)
public final class TicketViews {
  /** How many entries a view shows at once. */
  public static final int ENTRIES = 200;

  /** What somebody may do with a ticket. */
  public enum Action {
    REPLY,
    NOTE,
    EDIT,
    EDIT_CITIZEN
  }

  /** The view at an instant. */
  public record View(
      Ticket ticket,
      Citizen citizen,
      Conversation conversation,
      Earlier earlier,
      List<Ticket> linked,
      List<Action> actions,
      Instant at) {}

  private final TicketTransactions transactions;
  private final TicketRepository tickets;
  private final TicketQueries queries;
  private final CitizenRepository citizens;
  private final Clock clock;

  @Activate
  public TicketViews(
      @Reference TicketTransactions transactions,
      @Reference TicketRepository tickets,
      @Reference TicketQueries queries,
      @Reference CitizenRepository citizens,
      @Reference Clock clock) {
    this.transactions = transactions;
    this.tickets = tickets;
    this.queries = queries;
    this.citizens = citizens;
    this.clock = clock;
  }

  /** The owner's looking at the newest entries marks the ticket as read. */
  public View view(AccessScope scope, TicketRef ref, Optional<EntryPlace> before) {
    List<Reach> reaches = scope.reaches(Permission.TICKET_READ);
    View view =
        transactions.read(
            () -> {
              Ticket ticket =
                  queries.find(ref, reaches).orElseThrow(() -> TicketAccess.notFound(ref));
              return view(scope, ticket, reaches, before);
            });
    Ticket seen = view.ticket();
    if (before.isEmpty() && seen.unread() && seen.details().owner().equals(scope.who())) {
      transactions.decide(
          () -> {
            tickets.markRead(seen, scope.who());
            return seen;
          });
    }
    return view;
  }

  /**
   * @throws org.madoguchi.kernel.problem.DomainException ticket-not-found
   */
  public void mustBeReadable(AccessScope scope, TicketRef ref) {
    List<Reach> reaches = scope.reaches(Permission.TICKET_READ);
    transactions.read(
        () -> queries.find(ref, reaches).orElseThrow(() -> TicketAccess.notFound(ref)));
  }

  public Instant now() {
    return clock.instant();
  }

  /** The ticket as the person's own edit left it, even when it has left their reach by that. */
  public View afterEdit(AccessScope scope, Ticket ticket) {
    List<Reach> reaches = scope.reaches(Permission.TICKET_READ);
    return transactions.read(() -> view(scope, ticket, reaches, Optional.empty()));
  }

  /** The ticket as it was just written down; only what was there before is read. */
  public View afterOpening(AccessScope scope, OpenTicket.Written written) {
    Ticket ticket = written.ticket();
    Citizen citizen =
        scope.may(Permission.CITIZEN_READ, ticket.tag()) ? written.citizen() : nameOnly(ticket);
    Conversation conversation = new Conversation(List.of(written.entry()), false);
    return new View(
        ticket,
        citizen,
        conversation,
        written.isNewCitizen() ? Earlier.NONE : earlier(scope, ticket),
        List.of(),
        actions(scope, ticket, citizen, conversation),
        clock.instant());
  }

  private Earlier earlier(AccessScope scope, Ticket ticket) {
    List<Reach> reaches = scope.reaches(Permission.TICKET_READ);
    return transactions.read(() -> queries.earlier(ticket, reaches));
  }

  /** One page of entries. */
  public Conversation conversation(AccessScope scope, TicketRef ref, Optional<EntryPlace> before) {
    List<Reach> reaches = scope.reaches(Permission.TICKET_READ);
    return transactions.read(
        () -> {
          Ticket ticket = queries.find(ref, reaches).orElseThrow(() -> TicketAccess.notFound(ref));
          return queries.conversation(ticket.id(), before, ENTRIES);
        });
  }

  private View view(
      AccessScope scope, Ticket ticket, List<Reach> reaches, Optional<EntryPlace> before) {
    Citizen citizen = citizen(scope, ticket);
    Conversation conversation = queries.conversation(ticket.id(), before, ENTRIES);
    return new View(
        ticket,
        citizen,
        conversation,
        queries.earlier(ticket, reaches),
        queries.linked(ticket, reaches),
        actions(scope, ticket, citizen, conversation),
        clock.instant());
  }

  private Citizen citizen(AccessScope scope, Ticket ticket) {
    Optional<Citizen> known =
        scope.may(Permission.CITIZEN_READ, ticket.tag())
            ? citizens.find(ticket.citizen().id())
            : Optional.empty();
    return known.orElseGet(() -> nameOnly(ticket));
  }

  private static Citizen nameOnly(Ticket ticket) {
    Ticket.CitizenName named = ticket.citizen();
    return new Citizen(
        named.id(), ticket.ref().municipality(), named.name(), "", "", "", List.of(), 0);
  }

  private static List<Action> actions(
      AccessScope scope, Ticket ticket, Citizen citizen, Conversation conversation) {
    List<Action> actions = new ArrayList<>();
    boolean reachable =
        citizen.mail().isPresent() || conversation.entries().stream().anyMatch(Entry::isAnswerable);
    if (reachable && scope.may(Permission.TICKET_REPLY, ticket.tag())) {
      actions.add(Action.REPLY);
    }
    if (scope.may(Permission.TICKET_WRITE, ticket.tag())) {
      actions.add(Action.NOTE);
      actions.add(Action.EDIT);
    }
    if (scope.may(Permission.CITIZEN_WRITE, ticket.ref().municipality())) {
      actions.add(Action.EDIT_CITIZEN);
    }
    return actions;
  }
}
