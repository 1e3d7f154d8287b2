package org.madoguchi.tickets.internal;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.Permission;
import org.madoguchi.kernel.access.Reach;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.tickets.DeliveryState;
import org.madoguchi.tickets.TicketImport.Former;
import org.madoguchi.tickets.TicketRef;
import org.madoguchi.tickets.TicketStatus;
import org.madoguchi.tickets.internal.TicketQueries.Conversation;
import org.madoguchi.tickets.internal.TicketQueries.Earlier;
import org.madoguchi.tickets.internal.TicketQueries.EntryPlace;
import org.madoguchi.tickets.internal.TicketQueries.Found;
import org.madoguchi.tickets.internal.TicketQueries.Linked;
import org.madoguchi.tickets.internal.TicketQueries.TiedTo;
import org.madoguchi.tickets.internal.TicketQueries.Ties;
import org.madoguchi.tickets.internal.domain.Citizen;
import org.madoguchi.tickets.internal.domain.ClosingField;
import org.madoguchi.tickets.internal.domain.Contributors;
import org.madoguchi.tickets.internal.domain.Entry;
import org.madoguchi.tickets.internal.domain.EntryType;
import org.madoguchi.tickets.internal.domain.LifeCycle;
import org.madoguchi.tickets.internal.domain.Part;
import org.madoguchi.tickets.internal.domain.Ticket;
import org.madoguchi.tickets.internal.domain.TicketProblems;
import org.madoguchi.tickets.internal.sending.HeldReplies;
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

  /**
   * What may become of the ticket.
   *
   * @param possible the states the person may bring it to by an edit
   * @param required before it is closed; empty when the municipality settled nothing
   */
  public record Next(List<TicketStatus> possible, Optional<List<ClosingField>> required) {}

  /**
   * What was merged.
   *
   * @param takenIn into this ticket; their conversations are part of this one's
   * @param into where this ticket goes on; nothing can be done here then
   */
  public record Merged(List<Ticket> takenIn, Optional<Ticket> into) {
    static final Merged NOTHING = new Merged(List.of(), Optional.empty());
  }

  /**
   * A reply that is not sent yet.
   *
   * @param own whether the person may take it back
   */
  public record Waiting(long entry, Instant sentAt, boolean own) {}

  /**
   * The part of a section that contributes.
   *
   * @param own whether the person may say how far it is
   */
  public record Share(Part part, boolean own) {}

  /** The view at an instant. */
  public record View(
      Ticket ticket,
      List<Share> shares,
      Merged merged,
      Citizen citizen,
      Conversation conversation,
      List<Waiting> waiting,
      Earlier earlier,
      Ties ties,
      List<Action> actions,
      Next next,
      Optional<Former> former,
      Optional<TiedTo> problem,
      boolean caution,
      Instant at) {
    public List<Linked> linked() {
      return ties.linked();
    }
  }

  private final TicketTransactions transactions;
  private final TicketAccess access;
  private final TicketRepository tickets;
  private final MergeRepository merges;
  private final PartRepository parts;
  private final EntryRepository entries;
  private final TicketQueries queries;
  private final CitizenRepository citizens;
  private final HeldReplies held;
  private final Formers formers;
  private final DeskRules rules;
  private final Clock clock;

  @Activate
  public TicketViews(
      @Reference TicketTransactions transactions,
      @Reference TicketAccess access,
      @Reference TicketRepository tickets,
      @Reference MergeRepository merges,
      @Reference PartRepository parts,
      @Reference EntryRepository entries,
      @Reference TicketQueries queries,
      @Reference CitizenRepository citizens,
      @Reference HeldReplies held,
      @Reference Formers formers,
      @Reference DeskRules rules,
      @Reference Clock clock) {
    this.transactions = transactions;
    this.access = access;
    this.tickets = tickets;
    this.merges = merges;
    this.parts = parts;
    this.entries = entries;
    this.queries = queries;
    this.citizens = citizens;
    this.held = held;
    this.formers = formers;
    this.rules = rules;
    this.clock = clock;
  }

  /** The owner's looking at the newest entries marks the ticket as read. */
  public View view(AccessScope scope, TicketRef ref, Optional<EntryPlace> before) {
    List<Reach> reaches = scope.reaches(Permission.TICKET_READ);
    View view =
        transactions.read(
            () -> {
              Found found = found(ref, reaches);
              return view(scope, found, takenIn(found), reaches, before);
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
    transactions.read(() -> found(ref, reaches));
  }

  /**
   * One message with its text.
   *
   * @throws org.madoguchi.kernel.problem.DomainException ticket-not-found; entry-not-found
   */
  public Entry message(AccessScope scope, TicketRef ref, long id) {
    return transactions.read(
        () ->
            entries
                .find(access.readable(scope, ref).id(), id)
                .orElseThrow(() -> new DomainException(TicketProblems.ENTRY_NOT_FOUND)));
  }

  private Found found(TicketRef ref, List<Reach> reaches) {
    return queries.find(ref, reaches).orElseThrow(() -> TicketAccess.notFound(ref));
  }

  private List<Ticket> takenIn(Found found) {
    return found.takesIn() ? merges.takenIn(found.ticket().id()) : List.of();
  }

  public Instant now() {
    return clock.instant();
  }

  /** The ticket as the person's own edit left it, even when it has left their reach by that. */
  public View afterEdit(AccessScope scope, Ticket ticket) {
    List<Reach> reaches = scope.reaches(Permission.TICKET_READ);
    return transactions.read(
        () ->
            view(
                scope,
                new Found(
                    ticket,
                    true,
                    formers.of(ticket.id()),
                    queries.problem(ticket),
                    queries.caution(ticket, reaches)),
                merges.takenIn(ticket.id()),
                reaches,
                Optional.empty()));
  }

  /** The ticket as it was just written down; only what was there before is read. */
  public View afterOpening(AccessScope scope, OpenTicket.Written written) {
    Ticket ticket = written.ticket();
    Citizen citizen =
        scope.may(Permission.CITIZEN_READ, ticket.tag()) ? written.citizen() : nameOnly(ticket);
    Conversation conversation = new Conversation(List.of(written.entry()), false);
    return new View(
        ticket,
        List.of(),
        Merged.NOTHING,
        citizen,
        conversation,
        List.of(),
        written.isNewCitizen() ? Earlier.NONE : earlier(scope, written),
        new Ties(List.of(), List.of()),
        actions(scope, ticket, citizen, conversation),
        next(scope, ticket),
        Optional.empty(),
        Optional.empty(),
        isCaution(scope, written, ticket),
        clock.instant());
  }

  /** Nobody has harassed us who was not known before. */
  private boolean isCaution(AccessScope scope, OpenTicket.Written written, Ticket ticket) {
    List<Reach> reaches = scope.reaches(Permission.TICKET_READ);
    return !written.isNewCitizen() && transactions.read(() -> queries.caution(ticket, reaches));
  }

  private Earlier earlier(AccessScope scope, OpenTicket.Written written) {
    List<Reach> reaches = scope.reaches(Permission.TICKET_READ);
    return transactions.read(() -> queries.earlier(written.citizen(), written.ticket(), reaches));
  }

  /**
   * One page of entries.
   *
   * @param takenIn the tickets merged into this one, some of whose entries they may be
   */
  public record Page(Conversation conversation, List<Ticket> takenIn) {}

  /** Older entries. */
  public Page conversation(AccessScope scope, TicketRef ref, Optional<EntryPlace> before) {
    List<Reach> reaches = scope.reaches(Permission.TICKET_READ);
    return transactions.read(
        () -> {
          Found found = found(ref, reaches);
          List<Ticket> takenIn = takenIn(found);
          return new Page(conversation(found.ticket(), takenIn, before), takenIn);
        });
  }

  private Conversation conversation(
      Ticket ticket, List<Ticket> takenIn, Optional<EntryPlace> before) {
    List<Long> all = new ArrayList<>(List.of(ticket.id()));
    takenIn.forEach(other -> all.add(other.id()));
    return queries.conversation(all, before, ENTRIES);
  }

  private View view(
      AccessScope scope,
      Found found,
      List<Ticket> takenIn,
      List<Reach> reaches,
      Optional<EntryPlace> before) {
    Ticket ticket = found.ticket();
    Citizen citizen = citizen(scope, ticket);
    Merged merged = new Merged(takenIn, access.whereItGoesOn(ticket));
    boolean here = merged.into().isEmpty();
    Conversation conversation = conversation(ticket, merged.takenIn(), before);
    return new View(
        ticket,
        shares(scope, ticket, here),
        merged,
        citizen,
        conversation,
        waiting(scope, ticket, conversation),
        queries.earlier(citizen, ticket, reaches),
        queries.ties(ticket, reaches),
        here ? actions(scope, ticket, citizen, conversation) : List.of(),
        here ? next(scope, ticket) : new Next(List.of(), Optional.empty()),
        found.former(),
        found.problem(),
        found.caution(),
        clock.instant());
  }

  /** Asked for only where sections contribute; in their order. */
  private List<Share> shares(AccessScope scope, Ticket ticket, boolean here) {
    Contributors contributors = ticket.details().contributors();
    if (contributors.isEmpty()) {
      return List.of();
    }
    Map<SectionId, Part> known =
        parts.of(ticket.id()).stream().collect(Collectors.toMap(Part::section, p -> p));
    return contributors.sections().stream()
        .map(section -> known.getOrDefault(section, Part.open(section)))
        .map(p -> new Share(p, here && Contributions.mayTell(scope, ticket, p.section())))
        .toList();
  }

  /** Asked for only where something is not sent yet. */
  private List<Waiting> waiting(AccessScope scope, Ticket ticket, Conversation conversation) {
    boolean some = conversation.entries().stream().anyMatch(TicketViews::isQueued);
    return some
        ? held.of(ticket.id()).stream()
            .map(h -> new Waiting(h.entry(), h.notBefore(), h.author().equals(scope.who())))
            .toList()
        : List.of();
  }

  private static boolean isQueued(Entry entry) {
    return entry.type() == EntryType.REPLY
        && entry.delivery().filter(d -> d.state() == DeliveryState.QUEUED).isPresent();
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

  private Next next(AccessScope scope, Ticket ticket) {
    boolean edits = scope.may(Permission.TICKET_WRITE, ticket.tag());
    return new Next(
        edits ? LifeCycle.possible(ticket.details().status()) : List.of(),
        rules.closing(ticket.ref().municipality()).of(ticket.details().kind()));
  }

  private static List<Action> actions(
      AccessScope scope, Ticket ticket, Citizen citizen, Conversation conversation) {
    List<Action> actions = new ArrayList<>();
    boolean reachable =
        citizen.mail().isPresent() || conversation.entries().stream().anyMatch(Entry::isAnswerable);
    if (reachable && scope.may(Permission.TICKET_REPLY, ticket.tag())) {
      actions.add(Action.REPLY);
    }
    if (scope.mayTakePart(ticket.tag())) {
      actions.add(Action.NOTE);
    }
    if (scope.may(Permission.TICKET_WRITE, ticket.tag())) {
      actions.add(Action.EDIT);
    }
    if (scope.may(Permission.CITIZEN_WRITE, ticket.ref().municipality())) {
      actions.add(Action.EDIT_CITIZEN);
    }
    return actions;
  }
}
