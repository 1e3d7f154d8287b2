package org.madoguchi.persistence.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.Test;
import org.madoguchi.testing.database.DatabaseMatrix;

public class TableLeasesTest extends DatabaseMatrix {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final AtomicLong nanos = new AtomicLong();

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
