package org.madoguchi.persistence.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.Test;
import org.madoguchi.testing.database.DatabaseMatrix;

public class TableLeasesTest extends DatabaseMatrix {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final AtomicLong nanos = new AtomicLong();

  @Test
  public void oneNodeHoldsWhatTheOtherMayNot() {
    TableLeases one = leases("one");
    TableLeases two = leases("two");
    assertTrue(one.hold("poll/mail", MINUTE));
    assertFalse(two.hold("poll/mail", MINUTE));
    assertTrue(one.hold("poll/mail", MINUTE));
    assertTrue(two.hold("poll/fax", MINUTE));
  }

  @Test
  public void aReleasedLeaseIsFreeAtOnce() {
    TableLeases one = leases("one");
    TableLeases two = leases("two");
    one.hold("poll/mail", MINUTE);
    two.release("poll/mail");
    assertFalse(two.hold("poll/mail", MINUTE));
    one.release("poll/mail");
    assertTrue(two.hold("poll/mail", MINUTE));
    assertFalse(one.hold("poll/mail", MINUTE));
  }

  @Test
  public void aLeaseNotRenewedIsTakenOverAfterItsTime() {
    TableLeases one = leases("one");
    TableLeases two = leases("two");
    one.hold("poll/mail", MINUTE);
    assertFalse(two.hold("poll/mail", MINUTE));
    pass(Duration.ofSeconds(59));
    assertFalse(two.hold("poll/mail", MINUTE));
    pass(Duration.ofSeconds(10));
    assertTrue(two.hold("poll/mail", MINUTE));
    assertFalse(one.hold("poll/mail", MINUTE));
  }

  @Test
  public void aRenewedLeaseIsNeverTakenOver() {
    TableLeases one = leases("one");
    TableLeases two = leases("two");
    for (int i = 0; i < 10; i++) {
      assertTrue(one.hold("poll/mail", MINUTE));
      assertFalse(two.hold("poll/mail", MINUTE));
      pass(Duration.ofSeconds(50));
      assertFalse(two.hold("poll/mail", MINUTE));
    }
  }

  @Test
  public void aRestartedNodeTakesItsLeasesBackAtOnce() {
    leases("one").hold("poll/mail", MINUTE);
    TableLeases restarted = leases("one");
    assertTrue(restarted.hold("poll/mail", MINUTE));
  }

  @Test
  public void twoProcessesWithOneNodeIdStealOnceAtMost() {
    TableLeases original = leases("one");
    TableLeases copy = leases("one");
    assertTrue(original.hold("poll/mail", MINUTE));
    assertTrue(copy.hold("poll/mail", MINUTE));
    List<Boolean> heldByOriginal = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      heldByOriginal.add(original.hold("poll/mail", MINUTE));
      copy.hold("poll/mail", MINUTE);
    }
    assertEquals(
        heldByOriginal.subList(1, 5).toString(),
        1,
        heldByOriginal.subList(1, 5).stream().distinct().count());
  }

  @Test
  public void ofManyNodesAskingAtOnceOneWins() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Callable<Boolean>> all = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        TableLeases leases = leases("node-" + i);
        all.add(() -> leases.hold("poll/mail", MINUTE));
      }
      int winners = 0;
      for (Future<Boolean> one : threads.invokeAll(all)) {
        winners += one.get() ? 1 : 0;
      }
      assertEquals(1, winners);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  public void withoutADatabaseNobodyHoldsAnything() {
    Outage outage = new Outage(database().dataSource());
    TableLeases one = new TableLeases(outage.proxy(), new Node("one"), nanos::get);
    assertTrue(one.hold("poll/mail", MINUTE));
    outage.begin();
    assertFalse(one.hold("poll/mail", MINUTE));
    outage.end();
    assertTrue(one.hold("poll/mail", MINUTE));
  }

  private TableLeases leases(String node) {
    return new TableLeases(database().dataSource(), new Node(node), nanos::get);
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }
}
