package org.madoguchi.persistence.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.sql.Connection;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.commons.dbcp2.BasicDataSource;
import org.junit.Test;
import org.madoguchi.testing.database.DatabaseMatrix;

public class BlockIdSourceTest extends DatabaseMatrix {
  @Test
  public void aSeriesBeginsAtOneAndCountsUp() {
    try (BlockIdSource ids = source()) {
      for (long expected = 1; expected <= 2_500; expected++) {
        assertEquals(expected, ids.next("ticket-no/mihon/2026"));
      }
      assertEquals(1, ids.next("ticket-no/mihon/2027"));
    }
  }

  @Test
  public void twoNodesNeverGiveOutTheSameNumber() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try (BlockIdSource one = source();
        BlockIdSource two = source()) {
      List<Callable<List<Long>>> all = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        BlockIdSource node = i % 2 == 0 ? one : two;
        all.add(() -> take(node, 500));
      }
      Set<Long> seen = new HashSet<>();
      for (Future<List<Long>> part : threads.invokeAll(all)) {
        long last = 0;
        for (long id : part.get()) {
          assertTrue(id > last);
          assertTrue("twice: " + id, seen.add(id));
          last = id;
        }
      }
      assertEquals(4_000, seen.size());
    } finally {
      threads.shutdownNow();
    }
  }

  private static List<Long> take(BlockIdSource node, int count) {
    List<Long> ids = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ids.add(node.next("event"));
    }
    return ids;
  }

  @Test
  public void anOrderlyRestartLeavesNoGap() {
    try (BlockIdSource ids = source()) {
      assertEquals(1, ids.next("ticket"));
      assertEquals(2, ids.next("ticket"));
    }
    try (BlockIdSource ids = source()) {
      assertEquals(3, ids.next("ticket"));
    }
  }

  @Test
  public void whatAnotherNodeTookMeanwhileIsNotGivenBack() {
    BlockIdSource one = source();
    assertEquals(1, one.next("ticket"));
    try (BlockIdSource two = source()) {
      long others = two.next("ticket");
      assertTrue(others > 1);
      one.close();
      try (BlockIdSource three = source()) {
        assertTrue(three.next("ticket") > others);
      }
    }
  }

  @Test
  public void idsComeEvenWhenCommandsHoldEveryOtherConnection() throws Exception {
    BasicDataSource pool = (BasicDataSource) database().dataSource();
    try (BlockIdSource ids = source()) {
      ids.next("ticket");
      List<Connection> held = new ArrayList<>();
      while (pool.getNumActive() < pool.getMaxTotal()) {
        held.add(pool.getConnection());
      }
      for (long expected = 2; expected <= 100; expected++) {
        assertEquals(expected, ids.next("ticket"));
      }
      for (Connection connection : held) {
        connection.close();
      }
    }
  }

  @Test
  public void aLostConnectionIsReplaced() throws Exception {
    Outage outage = new Outage(database().dataSource());
    try (BlockIdSource ids = new BlockIdSource(outage.proxy())) {
      ids.next("ticket");
      outage.closeGivenConnections();
      Set<Long> rest = new HashSet<>();
      for (int i = 0; i < 50; i++) {
        assertTrue(rest.add(ids.next("ticket")));
      }
    }
  }

  @Test
  public void anOutageIsReportedAndOver() {
    Outage outage = new Outage(database().dataSource());
    try (BlockIdSource ids = new BlockIdSource(outage.proxy())) {
      outage.begin();
      assertThrows(IllegalStateException.class, () -> ids.next("ticket"));
      outage.end();
      assertEquals(1, ids.next("ticket"));
    }
  }

  private BlockIdSource source() {
    return new BlockIdSource(database().dataSource());
  }
}
