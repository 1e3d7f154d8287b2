package org.madoguchi.tickets.internal.census;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.Reach;
import org.madoguchi.kernel.event.CommittedEvent;
import org.madoguchi.kernel.event.EventFollower;
import org.madoguchi.tickets.TicketEvents;
import org.madoguchi.tickets.TicketRef;
import org.madoguchi.tickets.internal.Journal;
import org.madoguchi.tickets.internal.Lately;
import org.madoguchi.tickets.internal.Queue;
import org.madoguchi.tickets.internal.TicketQueries.Count;
import org.madoguchi.tickets.internal.domain.Ticket;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Keeps count of the queues of work, on each node in memory, so that asking for them costs nothing.
 * What this node commits is counted at once; what other nodes commit is read again when its event
 * comes by. A ticket's event sequence tells which of two standings is the newer.
 */
@Component(service = {Census.class, EventFollower.class})
public final class Census implements EventFollower {
  /** What was finished lately is remembered, lest an older standing that comes late revive it. */
  private static final int FINISHED = 20_000;

  /**
   * @param overdue of those counted
   */
  public record Counted(Map<Queue, Count> tickets, Map<Queue, Count> overdue) {}

  private final Standings standings;
  private final Map<TicketRef, Standing> watched = new HashMap<>();
  private final Shelves shelves = new Shelves();
  private final Map<TicketRef, Long> finished = new Lately<>(FINISHED);
  private boolean complete;

  @Activate
  public Census(@Reference Standings standings) {
    this.standings = standings;
  }

  /** The queues of work; empty until everything was counted once. */
  public synchronized Optional<Counted> counts(StaffId who, Instant now, List<Reach> reaches) {
    if (!complete) {
      return Optional.empty();
    }
    Shelves.Look look = shelves.new Look(who, now, reaches);
    return Optional.of(new Counted(look.counts(), look.overdue()));
  }

  /** Tickets as this node has just committed them. */
  public synchronized void committed(Collection<Ticket> tickets) {
    tickets.forEach(ticket -> stands(Standing.of(ticket)));
  }

  /** Tickets that are there no more; whatever comes late about them is older. */
  public synchronized void gone(Collection<TicketRef> tickets) {
    for (TicketRef ref : tickets) {
      Standing before = watched.remove(ref);
      if (before != null) {
        shelves.remove(before);
      }
      finished.put(ref, Long.MAX_VALUE);
    }
  }

  /** The owner has looked at the ticket as it stood after this event. */
  public synchronized void read(TicketRef ref, long sequence) {
    Standing known = watched.get(ref);
    if (known != null && known.unread() && known.sequence() == sequence) {
      put(known.read());
    }
  }

  private void stands(Standing standing) {
    if (known(standing.ref()) < standing.sequence()) {
      put(standing);
    }
  }

  private long known(TicketRef ref) {
    Standing standing = watched.get(ref);
    return standing == null ? finished.getOrDefault(ref, 0L) : standing.sequence();
  }

  private void put(Standing standing) {
    Standing before = watched.remove(standing.ref());
    if (before != null) {
      shelves.remove(before);
    }
    if (standing.isWatched()) {
      finished.remove(standing.ref());
      watched.put(standing.ref(), standing);
      shelves.add(standing);
    } else {
      finished.put(standing.ref(), standing.sequence());
    }
  }

  @Override
  public String name() {
    return "tickets.census";
  }

  @Override
  public Set<String> streams() {
    return Set.of(TicketEvents.STREAM);
  }

  @Override
  public boolean everyNode() {
    return true;
  }

  @Override
  public boolean fromHead() {
    return true;
  }

  @Override
  public void beginsBehind(long position) {
    List<Standing> all = standings.watched();
    synchronized (this) {
      all.forEach(this::stands);
      complete = true;
    }
  }

  @Override
  public void follow(List<CommittedEvent> batch) {
    gone(
        batch.stream()
            .filter(event -> event.type().equals(TicketEvents.IMPORT_UNDONE))
            .flatMap(event -> TicketRef.parse(event.aggregate()).stream())
            .toList());
    Set<TicketRef> news = news(batch);
    if (!news.isEmpty()) {
      List<Standing> now = standings.of(news);
      synchronized (this) {
        now.forEach(this::stands);
      }
    }
  }

  private synchronized Set<TicketRef> news(List<CommittedEvent> batch) {
    Set<TicketRef> news = new LinkedHashSet<>();
    for (CommittedEvent event : batch) {
      if (!Journal.isImportOfFinished(event)) {
        TicketRef.parse(event.aggregate())
            .filter(ref -> known(ref) < event.sequence())
            .ifPresent(news::add);
      }
    }
    return news;
  }
}
