package org.madoguchi.tickets.internal;

import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.time.Instant;
import java.util.List;
import org.junit.Test;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.access.Confidentiality;
import org.madoguchi.kernel.access.Reach;
import org.madoguchi.tickets.internal.TicketQueries.Count;

public class LongQueuesTest {
  private static final Instant NOW = Instant.parse("2026-11-02T01:00:00Z");
  private static final List<Reach> REACHES =
      List.of(new Reach(People.MIHON, SectionId.NONE, Confidentiality.NORMAL));
  private static final List<Reach> OTHERS =
      List.of(new Reach(People.AOBA, SectionId.NONE, Confidentiality.NORMAL));

  private final LongQueues queues = new LongQueues();

  @Test
  public void aLongQueueIsRememberedForAMinuteForWhoeverReachesTheSame() {
    queues.counted(Queue.CLOSED, REACHES, Count.of(1_001), NOW);
    assertTrue(queues.isLong(Queue.CLOSED, List.copyOf(REACHES), NOW.plusSeconds(59)));
    assertFalse(queues.isLong(Queue.CLOSED, REACHES, NOW.plusSeconds(60)));
    assertFalse(queues.isLong(Queue.ANSWERED, REACHES, NOW));
    assertFalse(queues.isLong(Queue.CLOSED, OTHERS, NOW));
  }

  @Test
  public void aShortQueueIsAlwaysCounted() {
    queues.counted(Queue.CLOSED, REACHES, Count.of(1_001), NOW);
    queues.counted(Queue.CLOSED, REACHES, Count.of(1_000), NOW);
    assertFalse(queues.isLong(Queue.CLOSED, REACHES, NOW));
  }
}
