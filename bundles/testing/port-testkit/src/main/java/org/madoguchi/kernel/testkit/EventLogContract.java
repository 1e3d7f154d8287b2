package org.madoguchi.kernel.testkit;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;
import static org.madoguchi.kernel.testkit.SampleEvents.STREAM;
import static org.madoguchi.kernel.testkit.SampleEvents.event;

import java.util.List;
import org.junit.Test;
import org.madoguchi.kernel.event.CommittedEvent;
import org.madoguchi.kernel.event.EventLog;
import org.madoguchi.kernel.event.EventLog.ConcurrentAppend;
import org.madoguchi.kernel.event.NewEvent;
import org.madoguchi.kernel.store.Transactions;

/** What is committed is in the log once, as it was written, and in an order that never changes. */
public abstract class EventLogContract {
  /** The log of this clause, empty at first; the same at every call. */
  protected abstract EventLog log();

  /** Transactions the log takes part in. */
  protected abstract Transactions transactions();

  /** Gives everything committed so far its position. */
  protected abstract void stamp();

  @Test
  public void everyMemberOfAnEventSurvives() {
    NewEvent written = event(STREAM, "a", 1, "{\"text\":\"" + "窓口😀".repeat(900) + "\"}");
    append(written);
    stamp();
    CommittedEvent read = log().after(0, 10).get(0);
    assertEquals(SampleEvents.committed(1, read.id(), written), read);
    assertTrue("the id is a key", read.id() > 0);
  }

  @Test
  public void nothingIsSeenOfACommandThatRollsBack() {
    assertThrows(
        IllegalArgumentException.class,
        () ->
            transactions()
                .write(
                    (Runnable)
                        () -> {
                          log().append(transactions(), List.of(event("a", 1)));
                          throw new IllegalArgumentException("decided otherwise");
                        }));
    stamp();
    assertEquals(0, log().head());
    assertEquals(List.of(), log().of(STREAM, "a"));
  }

  @Test
  public void takenSequenceIsRefusedWithTheWholeCommand() {
    append(event("a", 1), event("a", 2));
    assertThrows(ConcurrentAppend.class, () -> append(event("b", 1), event("a", 2)));
    assertEquals(2, log().of(STREAM, "a").size());
    assertEquals(List.of(), log().of(STREAM, "b"));
  }

  @Test
  public void appendingNeedsAWriteTransaction() {
    List<NewEvent> events = List.of(event("a", 1));
    assertThrows(IllegalStateException.class, () -> log().append(transactions(), events));
    assertThrows(
        IllegalStateException.class,
        () ->
            transactions()
                .read(
                    () -> {
                      log().append(transactions(), events);
                      return 0;
                    }));
  }

  @Test
  public void tooLongAPayloadIsRefused() {
    NewEvent long1 = event(STREAM, "a", 1, "x".repeat(4_001));
    assertThrows(IllegalArgumentException.class, () -> append(long1));
    append(event(STREAM, "a", 1, "窓".repeat(4_000)));
    assertEquals(4_000, log().of(STREAM, "a").get(0).payload().length());
  }

  @Test
  public void historyIsReadBySequenceStampedOrNot() {
    append(event("a", 1), event("b", 1));
    stamp();
    append(event("a", 2));
    append(event("elsewhere", "a", 1, "{}"));
    List<CommittedEvent> history = log().of(STREAM, "a");
    assertEquals(List.of(1L, 2L), history.stream().map(CommittedEvent::sequence).toList());
    assertEquals(List.of(1L, 0L), history.stream().map(CommittedEvent::position).toList());
  }

  @Test
  public void unstampedEventsAreNotFollowed() {
    append(event("a", 1));
    stamp();
    append(event("a", 2));
    assertEquals(1, log().head());
    assertEquals(List.of(1L), positions(log().after(0, 10)));
    stamp();
    assertEquals(List.of(2L), positions(log().after(1, 10)));
  }

  @Test
  public void pagesAreClosedRangesOfDensePositions() {
    for (int i = 1; i <= 7; i++) {
      append(event("a", i));
    }
    stamp();
    assertEquals(7, log().head());
    assertEquals(List.of(1L, 2L, 3L), positions(log().after(0, 3)));
    assertEquals(List.of(7L), positions(log().after(6, 3)));
    assertEquals(List.of(), positions(log().after(7, 3)));
    assertThrows(IllegalArgumentException.class, () -> log().after(0, 0));
    assertThrows(IllegalArgumentException.class, () -> log().after(0, 1_001));
  }

  private void append(NewEvent... events) {
    transactions().write(() -> log().append(transactions(), List.of(events)));
  }

  private static List<Long> positions(List<CommittedEvent> events) {
    return events.stream().map(CommittedEvent::position).toList();
  }
}
