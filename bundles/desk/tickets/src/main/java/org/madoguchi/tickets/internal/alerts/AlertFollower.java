package org.madoguchi.tickets.internal.alerts;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.Identities;
import org.madoguchi.kernel.access.Permission;
import org.madoguchi.kernel.event.CommittedEvent;
import org.madoguchi.kernel.event.EventFollower;
import org.madoguchi.kernel.event.EventLog;
import org.madoguchi.kernel.store.IdSource;
import org.madoguchi.tickets.TicketEvents;
import org.madoguchi.tickets.TicketRef;
import org.madoguchi.tickets.internal.Journal;
import org.madoguchi.tickets.internal.MergeRepository;
import org.madoguchi.tickets.internal.TicketRepository;
import org.madoguchi.tickets.internal.TicketTransactions;
import org.madoguchi.tickets.internal.alerts.Alert.Kind;
import org.madoguchi.tickets.internal.domain.Ticket;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Tells people what happened at tickets they follow, own, or are named at. Each event in a
 * transaction of its own, each person once by the event's id; so nothing is lost or doubled,
 * whatever breaks off. Nobody is told of their own doing, nor of what they may not see.
 */
@Component(service = EventFollower.class)
public final class AlertFollower implements EventFollower {
  private static final Set<String> LEADING =
      Set.of(
          TicketEvents.MESSAGE_RECEIVED, TicketEvents.REPLY_QUEUED, TicketEvents.REPLY_TAKEN_BACK);

  private static final Set<String> NOTED_BY_MACRO =
      Set.of(TicketEvents.MACRO_APPLIED, TicketEvents.NOTE_ADDED);

  private final TicketTransactions transactions;
  private final TicketRepository tickets;
  private final MergeRepository merges;
  private final AlertStore store;
  private final Identities identities;
  private final EventLog log;
  private final IdSource ids;

  @Activate
  public AlertFollower(
      @Reference TicketTransactions transactions,
      @Reference TicketRepository tickets,
      @Reference MergeRepository merges,
      @Reference AlertStore store,
      @Reference Identities identities,
      @Reference EventLog log,
      @Reference IdSource ids) {
    this.transactions = transactions;
    this.tickets = tickets;
    this.merges = merges;
    this.store = store;
    this.identities = identities;
    this.log = log;
    this.ids = ids;
  }

  @Override
  public String name() {
    return "tickets.alerts";
  }

  @Override
  public Set<String> streams() {
    return Set.of(TicketEvents.STREAM);
  }

  @Override
  public boolean everyNode() {
    return false;
  }

  @Override
  public void follow(List<CommittedEvent> batch) {
    for (CommittedEvent event : batch) {
      Optional<TicketRef> ref = TicketRef.parse(event.aggregate());
      if (ref.isPresent() && event.type().equals(TicketEvents.REPLY_TAKEN_BACK)) {
        takeBack(ref.get(), Long.parseLong(Journal.payload(event).get("entry").toString()));
      } else if (ref.isPresent()) {
        News.of(event)
            .map(news -> followsFromAnother(event, news) ? news.withoutKind() : news)
            .ifPresent(news -> tell(ref.get(), event, news));
      }
    }
  }

  /**
   * A state that an answer or a message led to is told with that, and not once more; what a macro
   * did besides its note, with the note.
   */
  private boolean followsFromAnother(CommittedEvent event, News news) {
    if (!news.is(Kind.STATUS) && !news.is(Kind.REPLY)) {
      return false;
    }
    Set<String> before =
        log.of(event.stream(), event.aggregate()).stream()
            .filter(e -> e.sequence() < event.sequence())
            .filter(e -> e.at().equals(event.at()) && e.actor().equals(event.actor()))
            .map(CommittedEvent::type)
            .collect(Collectors.toSet());
    return before.containsAll(NOTED_BY_MACRO)
        || news.is(Kind.STATUS) && LEADING.stream().anyMatch(before::contains);
  }

  private void takeBack(TicketRef ref, long entry) {
    transactions.decide(
        () -> {
          tickets.find(ref).ifPresent(t -> store.remove(t.id(), entry, Kind.REPLY));
          return ref;
        });
  }

  private void tell(TicketRef ref, CommittedEvent event, News news) {
    transactions.decide(
        () -> {
          Optional<Ticket> ticket = tickets.find(ref);
          ticket.ifPresent(t -> tell(t, event, news));
          return ref;
        });
  }

  private void tell(Ticket ticket, CommittedEvent event, News news) {
    Map<StaffId, Kind> people = people(ticket, news);
    people.remove(event.actor());
    if (people.isEmpty()) {
      return;
    }
    Set<StaffId> told = store.told(event.id(), people.keySet());
    Map<StaffId, Set<Kind>> unwanted = store.unwanted(people.keySet());
    people.forEach(
        (who, kind) -> {
          boolean wanted = !unwanted.getOrDefault(who, Set.of()).contains(kind);
          if (wanted && !told.contains(who) && sees(who, ticket)) {
            store.add(alert(ticket, event, news, who, kind), ticket.ref().municipality());
          }
        });
  }

  private Alert alert(Ticket ticket, CommittedEvent event, News news, StaffId who, Kind kind) {
    return new Alert(
        ids.next("alert"),
        who,
        event.id(),
        kind,
        ticket.id(),
        news.entry(),
        event.actor(),
        news.status(),
        event.at(),
        false,
        0);
  }

  private boolean sees(StaffId who, Ticket ticket) {
    return identities
        .scopeOf(who)
        .filter(scope -> scope.may(Permission.TICKET_READ, ticket.tag()))
        .isPresent();
  }

  /** Each with what concerns them most. */
  private Map<StaffId, Kind> people(Ticket ticket, News news) {
    Map<StaffId, Kind> people = new LinkedHashMap<>();
    news.mentioned().forEach(who -> people.put(who, Kind.MENTION));
    news.assigned().ifPresent(who -> people.putIfAbsent(who, Kind.ASSIGNED));
    news.kind().ifPresent(kind -> followers(ticket).forEach(who -> people.putIfAbsent(who, kind)));
    return people;
  }

  /** Of the ticket and of what goes on in it; its owner too, unless they stopped. */
  private List<StaffId> followers(Ticket ticket) {
    List<Long> all = new ArrayList<>(List.of(ticket.id()));
    merges.takenIn(ticket.id()).forEach(other -> all.add(other.id()));
    Map<StaffId, Boolean> watchers = store.watchers(all);
    StaffId owner = ticket.details().owner();
    if (!owner.isNone()) {
      watchers.putIfAbsent(owner, true);
    }
    return watchers.entrySet().stream().filter(Map.Entry::getValue).map(Map.Entry::getKey).toList();
  }
}
