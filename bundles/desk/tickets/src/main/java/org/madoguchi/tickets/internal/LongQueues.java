package org.madoguchi.tickets.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.madoguchi.kernel.access.Reach;
import org.madoguchi.tickets.internal.TicketQueries.Count;

/**
 * Remembers for a while who sees so many finished tickets that they are not counted to the end:
 * that changes slowly, and counting them each time would be most of the work.
 */
final class LongQueues {
  private static final Duration WHILE = Duration.ofMinutes(1);
  private static final int REMEMBERED = 2_000;

  private record Seen(Queue queue, List<Reach> reaches) {}

  private final Map<Seen, Instant> until = new Lately<>(REMEMBERED);

  synchronized boolean isLong(Queue queue, List<Reach> reaches, Instant now) {
    Instant end = until.get(new Seen(queue, reaches));
    return end != null && now.isBefore(end);
  }

  synchronized void counted(Queue queue, List<Reach> reaches, Count count, Instant now) {
    if (count.capped()) {
      until.put(new Seen(queue, reaches), now.plus(WHILE));
    } else {
      until.remove(new Seen(queue, reaches));
    }
  }
}
