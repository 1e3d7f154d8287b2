package org.madoguchi.persistence.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.madoguchi.kernel.event.CommittedEvent;
import org.madoguchi.kernel.event.EventLog;

/**
 * The newest stamped events as they were last read, so that of several followers that wake together
 * only the first asks the database. Stamped events never change. Kept only until this node stamps
 * again; what another node stamped is found by whoever reads next.
 */
final class NewestEvents {
  /**
   * @param stamps how often this node had stamped before they were read
   * @param events dense, in order
   */
  private record Kept(long stamps, List<CommittedEvent> events) {
    long first() {
      return events.get(0).position();
    }

    long last() {
      return events.get(events.size() - 1).position();
    }
  }

  private static final int MOST = 500;

  private final EventLog log;
  private final Signal stamped;
  private volatile Kept kept = new Kept(-1, List.of());

  /**
   * @param stamped raised when this node has stamped
   */
  NewestEvents(EventLog log, Signal stamped) {
    this.log = log;
    this.stamped = stamped;
  }

  /** At most {@code limit}; fewer when there are no more, or another node has stamped just now. */
  List<CommittedEvent> after(long position, int limit) {
    long stamps = stamped.seen();
    return known(position, limit, stamps).orElseGet(() -> read(position, limit, stamps));
  }

  private Optional<List<CommittedEvent>> known(long position, int limit, long stamps) {
    Kept now = kept;
    if (now.events.isEmpty()
        || now.stamps != stamps
        || position < now.first() - 1
        || position >= now.last()) {
      return Optional.empty();
    }
    int from = (int) (position + 1 - now.first());
    int to = Math.min(now.events.size(), from + limit);
    return Optional.of(now.events.subList(from, to));
  }

  /**
   * @param stamps as it was before they are read
   */
  private List<CommittedEvent> read(long position, int limit, long stamps) {
    List<CommittedEvent> events = log.after(position, limit);
    if (!events.isEmpty() && events.size() < limit) {
      keep(new Kept(stamps, List.copyOf(events)));
    }
    return events;
  }

  private synchronized void keep(Kept next) {
    Kept now = kept;
    if (now.events.isEmpty() || next.last() > now.last()) {
      kept = now.events.isEmpty() || next.first() != now.last() + 1 ? next : joined(now, next);
    }
  }

  private static Kept joined(Kept before, Kept next) {
    List<CommittedEvent> all = new ArrayList<>(before.events);
    all.addAll(next.events);
    List<CommittedEvent> newest = all.subList(Math.max(0, all.size() - MOST), all.size());
    return new Kept(next.stamps, List.copyOf(newest));
  }
}
