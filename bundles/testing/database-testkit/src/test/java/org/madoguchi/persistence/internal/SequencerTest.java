package org.madoguchi.persistence.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;
import static org.madoguchi.kernel.testkit.Patience.await;
import static org.madoguchi.persistence.internal.Events.append;
import static org.madoguchi.persistence.internal.Events.event;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.madoguchi.kernel.event.CommittedEvent;
import org.madoguchi.kernel.event.EventLog;
import org.madoguchi.persistence.JpaTransactions;
import org.madoguchi.testing.database.DatabaseMatrix;

public class SequencerTest extends DatabaseMatrix {
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final EventSignals signals = new EventSignals();
  private EventLog log;
  private JpaTransactions transactions;
  private Sequencer sequencer;

  @Before
  public void open() {
    log = new JdbcEventLog(database().dataSource(), database().idSource(), signals);
    transactions = database().transactions("sample");
  }

  @After
  public void endThreads() {
    threads.shutdownNow();
    if (sequencer != null) {
      sequencer.close();
    }
  }

  @Test
  public void eightWritersLeaveDensePositionsInAggregateOrder() throws Exception {
    int writers = 8;
    int commands = 60;
    startSequencer();
    List<Future<?>> all = new ArrayList<>();
    for (int w = 0; w < writers; w++) {
      String mine = "writer-" + w;
      all.add(threads.submit(() -> write(mine, commands)));
    }
    for (Future<?> one : all) {
      one.get(60, TimeUnit.SECONDS);
    }
    await().until(() -> log.head() == 2L * writers * commands);
    assertDenseAndInAggregateOrder(2 * writers * commands);
  }

  private void write(String aggregate, int commands) {
    for (int i = 0; i < commands; i++) {
      long first = 2L * i + 1;
      transactions.write(
          () ->
              log.append(
                  transactions, List.of(event(aggregate, first), event(aggregate, first + 1))));
    }
  }

  @Test
  public void stampingOnTwoNodesAtOnceGivesNoPositionTwice() throws Exception {
    int events = 600;
    CompletableFuture<Void> writer =
        CompletableFuture.runAsync(() -> write("a", events / 2), threads);
    List<Future<Integer>> stampers = new ArrayList<>();
    for (int node = 0; node < 2; node++) {
      stampers.add(threads.submit(() -> stampUntil(events)));
    }
    writer.get(60, TimeUnit.SECONDS);
    int stamped = 0;
    for (Future<Integer> stamper : stampers) {
      stamped += stamper.get(60, TimeUnit.SECONDS);
    }
    assertEquals(events, stamped);
    assertDenseAndInAggregateOrder(events);
  }

  private int stampUntil(long head) throws SQLException {
    PositionStamp stamp = new PositionStamp(database().dataSource(), 7);
    int stamped = 0;
    while (log.head() < head) {
      stamped += stampOrGiveWay(stamp);
    }
    return stamped;
  }

  private static int stampOrGiveWay(PositionStamp stamp) throws SQLException {
    try {
      return stamp.stamp();
    } catch (SQLException e) {
      if (SqlStates.gaveWay(e)) {
        return 0;
      }
      throw e;
    }
  }

  @Test
  public void aLaterEventWithASmallerIdStaysBehindItsPredecessor() throws Exception {
    AtomicLong ids = new AtomicLong(1_000);
    EventLog countingDown =
        new JdbcEventLog(database().dataSource(), series -> ids.decrementAndGet(), signals);
    for (int i = 1; i <= 9; i++) {
      long sequence = i;
      transactions.write(() -> countingDown.append(transactions, List.of(event("a", sequence))));
    }
    // Two at a time, so that predecessors lie beyond what was read.
    PositionStamp stamp = new PositionStamp(database().dataSource(), 2);
    int stamped = 0;
    while (stamped < 9) {
      stamped += stamp.stamp();
    }
    assertDenseAndInAggregateOrder(9);
  }

  @Test
  public void anOutageDelaysPositionsAndLosesNone() {
    Outage dataSource = new Outage(database().dataSource());
    sequencer = new Sequencer(dataSource.proxy(), leases("one"), signals);
    append(database(), event("a", 1));
    await().until(() -> log.head() == 1);
    dataSource.begin();
    append(database(), event("a", 2), event("a", 3));
    await().until(() -> dataSource.refusals() >= 2);
    dataSource.end();
    await().until(() -> log.head() == 3);
    assertDenseAndInAggregateOrder(3);
  }

  @Test
  public void eventsOfAnotherNodeAreFoundWithoutANudge() {
    startSequencer();
    append(database(), event("a", 1)); // by a log whose signals this sequencer does not hear
    await().until(() -> log.head() == 1);
  }

  private void startSequencer() {
    sequencer = new Sequencer(database().dataSource(), leases("one"), signals);
  }

  private TableLeases leases(String node) {
    return new TableLeases(database().dataSource(), new Node(node));
  }

  private void assertDenseAndInAggregateOrder(int count) {
    Map<String, Long> last = new HashMap<>();
    Set<Long> ids = new HashSet<>();
    long position = 0;
    for (List<CommittedEvent> page = log.after(0, 100);
        !page.isEmpty();
        page = log.after(position, 100)) {
      for (CommittedEvent event : page) {
        assertEquals(++position, event.position());
        assertTrue(ids.add(event.id()));
        long before = last.getOrDefault(event.aggregate(), 0L);
        assertEquals(event.aggregate(), before + 1, event.sequence());
        last.put(event.aggregate(), event.sequence());
      }
    }
    assertEquals(count, position);
  }
}
