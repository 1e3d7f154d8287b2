package org.madoguchi.tickets.internal.presence;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.AccessTag;
import org.madoguchi.kernel.access.Permission;
import org.madoguchi.kernel.event.PersonalSignals;
import org.madoguchi.kernel.problem.Checks;
import org.madoguchi.kernel.store.ThisProcess;
import org.madoguchi.persistence.Doorbell;
import org.madoguchi.persistence.Loop;
import org.madoguchi.tickets.TicketRef;
import org.madoguchi.tickets.internal.TicketRepository;
import org.madoguchi.tickets.internal.TicketTransactions;
import org.madoguchi.tickets.internal.domain.Ticket;
import org.madoguchi.tickets.internal.presence.PresenceStore.Place;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Once a second: forgets whoever has gone silent, hears and tells the other nodes, and tells people
 * at the same ticket of each other when something is other than they were told last. While nobody
 * shares a ticket the database is not asked, and while there is one process nothing is written.
 */
@Component(service = PresenceTurns.class, immediate = true)
public final class PresenceTurns {
  static final String MESSAGE = "presence";

  private static final Logger LOG = LoggerFactory.getLogger(PresenceTurns.class);
  private static final Duration PERIOD = Duration.ofSeconds(1);
  private static final Duration SWEEP = Duration.ofMinutes(1);

  private final TicketTransactions transactions;
  private final TicketRepository tickets;
  private final PresenceStore store;
  private final Presences presences;
  private final PresenceDesk desk;
  private final PersonalSignals signals;
  private final ThisProcess process;
  private final Clock clock;
  private final Loop loop;
  private final Map<TicketRef, Map<StaffId, Doing>> told = new HashMap<>();
  private Map<Place, Doing> published = Map.of();
  private Set<String> strangers = Set.of();
  private Instant swept = Instant.MIN;
  private boolean begun;

  @Activate
  public PresenceTurns(
      @Reference TicketTransactions transactions,
      @Reference TicketRepository tickets,
      @Reference PresenceStore store,
      @Reference Presences presences,
      @Reference PresenceDesk desk,
      @Reference PersonalSignals signals,
      @Reference ThisProcess process,
      @Reference Clock clock) {
    this(transactions, tickets, store, presences, desk, signals, process, clock, PERIOD);
    loop.start();
  }

  /** Takes no turn by itself. */
  PresenceTurns(
      TicketTransactions transactions,
      TicketRepository tickets,
      PresenceStore store,
      Presences presences,
      PresenceDesk desk,
      PersonalSignals signals,
      ThisProcess process,
      Clock clock,
      Duration period) {
    this.transactions = transactions;
    this.tickets = tickets;
    this.store = store;
    this.presences = presences;
    this.desk = desk;
    this.signals = signals;
    this.process = process;
    this.clock = clock;
    this.loop = new Loop("tickets-presence", new Doorbell(), period, this::take);
  }

  @Deactivate
  public void stop() {
    loop.stop();
    if (!published.isEmpty()) {
      try {
        forgetOwn();
      } catch (RuntimeException e) {
        LOG.debug("who was here is forgotten by another process", e);
      }
    }
  }

  private void forgetOwn() {
    changed(() -> store.forget(Set.of(process.name())));
    published = Map.of();
  }

  void take() {
    if (!begun) {
      forgetOwn(); // what a former life of this bundle told
      begun = true;
    }
    presences.lapse();
    sweep();
    exchange();
    tell();
  }

  /**
   * What the killed left behind: seen twice, because a process that has just begun is heard of
   * before it is known to live.
   */
  private void sweep() {
    Instant now = clock.instant();
    if (swept.isBefore(now) && swept.isAfter(now.minus(SWEEP))) {
      return;
    }
    Set<String> unknown = new HashSet<>(transactions.read(store::processes));
    unknown.removeAll(process.others());
    unknown.remove(process.name());
    Set<String> still = new HashSet<>(unknown);
    still.retainAll(strangers);
    if (!still.isEmpty()) {
      changed(() -> store.forget(still));
    }
    strangers = unknown;
    swept = now;
  }

  private void exchange() {
    Set<String> others = process.others();
    Map<Place, Doing> here = presences.here();
    Map<Place, Doing> wanted = others.isEmpty() ? Map.of() : here;
    if (!wanted.equals(published)) {
      Map<Place, Doing> before = published;
      changed(() -> store.publish(process.name(), before, wanted));
      published = wanted;
    }
    boolean anybody = !others.isEmpty() && !here.isEmpty();
    presences.elsewhere(anybody ? transactions.read(() -> store.of(others)) : Map.of());
  }

  private void changed(Runnable change) {
    transactions.decide(
        () -> {
          change.run();
          return null;
        });
  }

  private void tell() {
    Map<TicketRef, Map<StaffId, Doing>> all = presences.all();
    Map<TicketRef, Set<StaffId>> listening = new HashMap<>();
    presences
        .here()
        .keySet()
        .forEach(p -> listening.computeIfAbsent(p.ticket(), t -> new HashSet<>()).add(p.who()));
    told.keySet().retainAll(listening.keySet());
    listening.forEach((ticket, who) -> tell(ticket, who, all.getOrDefault(ticket, Map.of())));
  }

  private void tell(TicketRef ticket, Set<StaffId> listening, Map<StaffId, Doing> now) {
    Map<StaffId, Doing> before = told.getOrDefault(ticket, Map.of());
    List<StaffId> concerned =
        listening.stream().filter(who -> !besides(before, who).equals(besides(now, who))).toList();
    if (!concerned.isEmpty()) {
      // as it is now: it may have been handed over since they opened it
      Optional<AccessTag> tag = transactions.read(() -> tickets.find(ticket).map(Ticket::tag));
      tag.ifPresent(t -> concerned.forEach(who -> tell(ticket, t, who, now)));
    }
    told.put(ticket, now);
  }

  private static Map<StaffId, Doing> besides(Map<StaffId, Doing> people, StaffId who) {
    Map<StaffId, Doing> others = new HashMap<>(people);
    others.remove(who);
    return others;
  }

  private void tell(TicketRef ticket, AccessTag tag, StaffId who, Map<StaffId, Doing> now) {
    List<Map<String, String>> people =
        desk.beside(now, who).stream()
            .map(
                p ->
                    Map.of(
                        "id", p.who().value(),
                        "name", p.name(),
                        "doing", Checks.written(p.doing())))
            .toList();
    signals.tell(
        who,
        Permission.TICKET_READ,
        tag,
        MESSAGE,
        Map.of("ticket", ticket.toString(), "people", people));
  }
}
