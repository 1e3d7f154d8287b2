package org.madoguchi.kernel.testkit;

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
import org.junit.Test;
import org.madoguchi.kernel.store.Leases;

/** Of all nodes one does it, until it lets go or dies. */
public abstract class LeasesContract {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  /** The leases as the node of that name sees them; called again: after that node's restart. */
  protected abstract Leases node(String name);

  /** Lets time pass for every node. */
  protected abstract void pass(Duration time);

  @Test
  public void oneNodeHoldsWhatTheOtherMayNot() {
    Leases one = node("one");
    Leases two = node("two");
    assertTrue(one.hold("poll/mail", MINUTE));
    assertFalse(two.hold("poll/mail", MINUTE));
    assertTrue("renewed", one.hold("poll/mail", MINUTE));
    assertTrue("another lease", two.hold("poll/fax", MINUTE));
  }

  @Test
  public void releasedLeaseIsFreeAtOnce() {
    Leases one = node("one");
    Leases two = node("two");
    one.hold("poll/mail", MINUTE);
    two.release("poll/mail");
    assertFalse("not its own to release", two.hold("poll/mail", MINUTE));
    one.release("poll/mail");
    assertTrue(two.hold("poll/mail", MINUTE));
    assertFalse(one.hold("poll/mail", MINUTE));
  }

  @Test
  public void leaseNotRenewedIsTakenOverAfterItsTime() {
    Leases one = node("one");
    Leases two = node("two");
    one.hold("poll/mail", MINUTE);
    assertFalse(two.hold("poll/mail", MINUTE));
    pass(Duration.ofSeconds(59));
    assertFalse("not before", two.hold("poll/mail", MINUTE));
    pass(Duration.ofSeconds(10));
    assertTrue(two.hold("poll/mail", MINUTE));
    assertFalse(one.hold("poll/mail", MINUTE));
  }

  @Test
  public void renewedLeaseIsNeverTakenOver() {
    Leases one = node("one");
    Leases two = node("two");
    for (int i = 0; i < 10; i++) {
      assertTrue(one.hold("poll/mail", MINUTE));
      assertFalse(two.hold("poll/mail", MINUTE));
      pass(Duration.ofSeconds(50));
      assertFalse(two.hold("poll/mail", MINUTE));
    }
  }

  @Test
  public void restartedNodeTakesItsLeasesBackAtOnce() {
    node("one").hold("poll/mail", MINUTE);
    assertTrue(node("one").hold("poll/mail", MINUTE));
  }

  @Test
  public void ofManyNodesAskingAtOnceOneWins() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Callable<Boolean>> all = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        Leases leases = node("node-" + i);
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
}
