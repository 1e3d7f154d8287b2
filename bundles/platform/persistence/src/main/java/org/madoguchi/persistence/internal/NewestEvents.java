package org.madoguchi.persistence.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.madoguchi.kernel.event.CommittedEvent;

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

  private volatile Kept kept = new Kept(-1, List.of());

  /** What is known behind the position, at most {@code limit}; empty when it has to be read. */
  Optional<List<CommittedEvent>> after(long position, int limit, long stamps) {
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
   * @param stamps as it was before they were read
   */
  synchronized void read(List<CommittedEvent> events, long stamps) {
    if (events.isEmpty() || events.size() > MOST) {
      return;
    }
    Kept now = kept;
    Kept next = new Kept(stamps, List.copyOf(events));
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
