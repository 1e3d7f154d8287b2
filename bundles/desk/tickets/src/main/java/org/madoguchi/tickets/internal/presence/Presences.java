package org.madoguchi.tickets.internal.presence;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.Problems;
import org.madoguchi.tickets.TicketRef;
import org.madoguchi.tickets.internal.presence.PresenceStore.Place;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Who has which ticket open, in memory: at this node by their tabs, each at one ticket, and at
 * others as these told last. A tab that is not heard of lapses. Thread-safe.
 */
@Component(service = Presences.class)
public final class Presences {
  /** A tab is to be heard of so often. */
  public static final Duration BEAT = Duration.ofSeconds(25);

  /** A browser may let a hidden page speak once a minute only. */
  static final Duration LAPSE = Duration.ofSeconds(75);

  static final int TABS = 20;
  static final int WORDS = 240;
  private static final Duration WINDOW = Duration.ofMinutes(1);

  private record Sighting(TicketRef ticket, Doing doing, Instant at) {
    /** What was heard of in the future was before somebody set the clock back. */
    boolean isOver(Instant now) {
      return at.isAfter(now) || !at.plus(LAPSE).isAfter(now);
    }
  }

  /** One person: their tabs, the one heard of longest ago first, and how often they spoke. */
  private static final class Person {
    final Map<String, Sighting> tabs = new LinkedHashMap<>();
    Instant windowFrom = Instant.EPOCH;
    int words;

    boolean isSilent(Instant now) {
      return tabs.isEmpty() && !isCounting(now);
    }

    boolean isCounting(Instant now) {
      return !windowFrom.isAfter(now) && windowFrom.plus(WINDOW).isAfter(now);
    }
  }

  private final Clock clock;
  private final Map<StaffId, Person> people = new HashMap<>();
  private Map<Place, Doing> elsewhere = Map.of();

  @Activate
  public Presences(@Reference Clock clock) {
    this.clock = clock;
  }

  /**
   * Counts what a person tells.
   *
   * @throws DomainException too-many-requests
   */
  public synchronized void count(StaffId who) {
    Instant now = clock.instant();
    Person person = people.computeIfAbsent(who, w -> new Person());
    if (!person.isCounting(now)) {
      person.windowFrom = now;
      person.words = 0;
    }
    if (++person.words > WORDS) {
      throw new DomainException(Problems.TOO_MANY_REQUESTS, WINDOW.toSeconds());
    }
  }

  /** The tab is at this ticket now, and nowhere else; of too many the one silent longest goes. */
  public synchronized void see(StaffId who, String tab, TicketRef ticket, Doing doing) {
    Map<String, Sighting> tabs = people.computeIfAbsent(who, w -> new Person()).tabs;
    tabs.remove(tab);
    tabs.put(tab, new Sighting(ticket, doing, clock.instant()));
    if (tabs.size() > TABS) {
      tabs.remove(tabs.keySet().iterator().next());
    }
  }

  /** Nothing when the tab is at another ticket meanwhile. */
  public synchronized void leave(StaffId who, String tab, TicketRef ticket) {
    Person person = people.get(who);
    Sighting last = person == null ? null : person.tabs.get(tab);
    if (last != null && last.ticket().equals(ticket)) {
      person.tabs.remove(tab);
    }
  }

  /** Forgets whoever has not been heard of. */
  synchronized void lapse() {
    Instant now = clock.instant();
    people.values().forEach(person -> person.tabs.values().removeIf(tab -> tab.isOver(now)));
    people.values().removeIf(person -> person.isSilent(now));
  }

  /** Everybody at this node, each once at a ticket. */
  synchronized Map<Place, Doing> here() {
    Map<Place, Doing> here = new HashMap<>();
    people.forEach(
        (who, person) ->
            person
                .tabs
                .values()
                .forEach(t -> here.merge(new Place(t.ticket(), who), t.doing(), Doing::more)));
    return here;
  }

  /** What the other nodes tell now. */
  synchronized void elsewhere(Map<Place, Doing> told) {
    elsewhere = Map.copyOf(told);
  }

  /** Everybody at either, by ticket. */
  synchronized Map<TicketRef, Map<StaffId, Doing>> all() {
    Map<TicketRef, Map<StaffId, Doing>> all = new HashMap<>();
    for (Map<Place, Doing> part : List.of(here(), elsewhere)) {
      part.forEach(
          (place, doing) ->
              all.computeIfAbsent(place.ticket(), t -> new HashMap<>())
                  .merge(place.who(), doing, Doing::more));
    }
    return all;
  }

  /** Everybody at the ticket. */
  public Map<StaffId, Doing> at(TicketRef ticket) {
    return all().getOrDefault(ticket, Map.of());
  }
}
