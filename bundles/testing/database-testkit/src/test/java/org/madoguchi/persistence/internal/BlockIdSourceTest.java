package org.madoguchi.persistence.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.sql.Connection;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.commons.dbcp2.BasicDataSource;
import org.junit.Test;
import org.madoguchi.testing.database.DatabaseMatrix;

public class BlockIdSourceTest extends DatabaseMatrix {

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
