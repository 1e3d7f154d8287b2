package org.madoguchi.persistence.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.madoguchi.kernel.testkit.Patience.await;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.madoguchi.kernel.store.AbandonedWork;
import org.madoguchi.testing.database.DatabaseMatrix;

public class HeartbeatTest extends DatabaseMatrix {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration LONGER_THAN_A_LIFE_LEASE = Duration.ofSeconds(9);
  private static final long BEAT_MILLIS = 10;

  private final AtomicLong nanos = new AtomicLong();
  private final List<String> released = new CopyOnWriteArrayList<>();
  private final Node dead = new Node("one");
  private TableLeases ofTheDead;
  private Heartbeat survivor;

  @Before
  public void open() {
    ofTheDead = leases(dead);
  }

  @After
  public void stop() {
    survivor.close();
  }

  @Test
  public void whatTheDeadHeldIsFreeSoon() {
    leaveWorkBehind();
    Node two = new Node("two");
    TableLeases leases = leases(two);
    survive(two, leases, released::add);
    assertFalse(leases.hold("poll/mail", HOUR));
    awaitReleases(1);
    // though most of its hour is left
    await().until(() -> leases.hold("poll/mail", HOUR));
    assertEquals(List.of(dead.name()), released);
  }

  @Test
  public void whatTheFormerRunOfTheSameNodeHeldIsFreeAtOnce() {
    leaveWorkBehind();
    Node again = new Node("one");
    survive(again, leases(again), released::add);
    await().until(() -> released.contains(dead.name()));
  }

  @Test
  public void whatCouldNotBeFreedIsTriedAgain() {
    leaveWorkBehind();
    Node two = new Node("two");
    survive(
        two,
        leases(two),
        process -> {
          released.add(process);
          if (released.size() == 1) {
            throw new IllegalStateException("not now");
          }
        });
    awaitReleases(2);
  }

  @Test
  public void theDeadAreRememberedUntilThoseWhoFreeTheirWorkAreThere() {
    leaveWorkBehind();
    Node again = new Node("one");
    survivor = new Heartbeat(database().dataSource(), leases(again), again, BEAT_MILLIS);
    await().until(() -> lives() == 2);
    await().during(Duration.ofMillis(300)).until(() -> lives() == 2);
    survivor.addAbandonedWork(released::add);
    await().until(() -> lives() == 1);
    assertEquals(List.of(dead.name()), released);
  }

  @Test
  public void whoStopsInOrderLeavesNothingToBury() throws SQLException {
    Node two = new Node("two");
    try (Heartbeat other = new Heartbeat(database().dataSource(), ofTheDead, dead, BEAT_MILLIS)) {
      survive(two, leases(two), released::add);
      await().until(() -> lives() == 2);
      await().until(() -> two.others().equals(Set.of(dead.name())));
    }
    await().until(() -> two.others().isEmpty());
    assertEquals(1, lives());
    assertEquals(List.of(), released);
  }

  private int lives() throws SQLException {
    try (Connection connection = database().dataSource().getConnection();
        PreparedStatement query =
            connection.prepareStatement("SELECT COUNT(*) FROM LEASE WHERE NAME LIKE 'life/%'");
        ResultSet row = query.executeQuery()) {
      row.next();
      return row.getInt(1);
    }
  }

  private void leaveWorkBehind() {
    ofTheDead.hold("life/" + dead.name(), Duration.ofSeconds(8));
    ofTheDead.hold("poll/mail", HOUR);
  }

  private void survive(Node node, TableLeases leases, AbandonedWork work) {
    survivor = new Heartbeat(database().dataSource(), leases, node, BEAT_MILLIS);
    survivor.addAbandonedWork(work);
  }

  /** Time passes for as long as the survivor has not noticed. */
  private void awaitReleases(int count) {
    await()
        .until(
            () -> {
              nanos.addAndGet(LONGER_THAN_A_LIFE_LEASE.toNanos());
              return released.size() >= count;
            });
  }

  private TableLeases leases(Node node) {
    return new TableLeases(database().dataSource(), node, nanos::get);
  }
}
