package org.madoguchi.persistence.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;
import static org.madoguchi.kernel.testkit.Patience.await;
import static org.madoguchi.persistence.internal.Events.event;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.After;
import org.junit.Test;
import org.madoguchi.kernel.event.EventLog;
import org.madoguchi.kernel.event.FollowerStates.Doing;
import org.madoguchi.kernel.event.FollowerStates.State;
import org.madoguchi.kernel.testkit.RecordingFollower;
import org.madoguchi.persistence.JpaTransactions;
import org.madoguchi.testing.database.DatabaseMatrix;

public class RelayTest extends DatabaseMatrix {
  private final List<AutoCloseable> running = new ArrayList<>();

  /** What one node of the product runs. */
  private final class Running {
    final EventSignals signals = new EventSignals();
    final EventLog log = new JdbcEventLog(database().dataSource(), database().idSource(), signals);
    final Sequencer sequencer;
    final Relay relay;

    Running(String id) {
      Node node = new Node(id);
      TableLeases leases = new TableLeases(database().dataSource(), node);
      sequencer = new Sequencer(database().dataSource(), leases, signals);
      relay = new Relay(log, database().dataSource(), leases, signals, node, new UtcClock());
      running.add(0, this::stop);
    }

    void write(String aggregate, int from, int to) {
      JpaTransactions transactions = database().transactions("sample");
      for (int i = from; i <= to; i++) {
        long sequence = i;
        transactions.write(() -> log.append(transactions, List.of(event(aggregate, sequence))));
      }
    }

    void stop() {
      relay.close();
      sequencer.close();
    }
  }

  @After
  public void stopNodes() throws Exception {
    for (AutoCloseable node : running) {
      node.close();
    }
  }

  @Test
  public void aFailingFollowerIsShownAndHoldsUpNobodyElse() {
    Running node = new Running("one");
    RecordingFollower failing = RecordingFollower.forAllNodes("failing");
    failing.fail(1);
    RecordingFollower other = RecordingFollower.forAllNodes("other");
    node.relay.addFollower(failing);
    node.relay.addFollower(other);
    node.write("a", 1, 2);
    await().until(() -> stateOf(node, "failing").doing() == Doing.FAILING);
    assertEquals("IllegalStateException", stateOf(node, "failing").reason());
    await().until(() -> other.positions().size() == 2);
    await().until(() -> stateOf(node, "failing").position() == 2);
    assertEquals(Doing.FOLLOWING, stateOf(node, "failing").doing());
    assertEquals(1L, (long) failing.positions().get(0));
    assertTrue(failing.positions().lastIndexOf(1L) > 0);
  }

  @Test
  public void aFollowerThatStandsStillTellsHowFarBehindItIsAndSinceWhen() {
    Running node = new Running("one");
    RecordingFollower failing = RecordingFollower.forAllNodes("failing");
    failing.fail(Integer.MAX_VALUE);
    node.relay.addFollower(failing);
    Instant before = Instant.now();
    node.write("a", 1, 3);
    await().until(() -> stateOf(node, "failing").doing() == Doing.FAILING);
    State first = stateOf(node, "failing");
    assertFalse(first.since().isBefore(before.minusSeconds(1)));
    node.write("a", 4, 5);
    await().until(() -> stateOf(node, "failing").lag() == 5);
    State later = stateOf(node, "failing");
    assertEquals(0, later.position());
    assertEquals(first.since(), later.since());
    failing.fail(0);
    await().until(() -> stateOf(node, "failing").doing() == Doing.FOLLOWING);
    await().until(() -> stateOf(node, "failing").lag() == 0);
    assertEquals("", stateOf(node, "failing").reason());
  }

  @Test
  public void aLiveFollowerSeesOnlyWhatHappensFromNowOn() {
    Running node = new Running("one");
    node.write("a", 1, 3);
    await().until(() -> node.log.head() == 3);
    RecordingFollower live = RecordingFollower.live("screens");
    node.relay.addFollower(live);
    await().until(() -> stateOf(node, "screens").position() == 3);
    node.write("a", 4, 4);
    await().until(() -> live.positions().size() == 1);
    assertEquals(List.of(4L), live.positions());
  }

  @Test
  public void noThreadIsLeftBehind() {
    Running node = new Running("one");
    RecordingFollower follower = RecordingFollower.forAllNodes("index");
    node.relay.addFollower(follower);
    node.write("a", 1, 1);
    await().until(() -> follower.positions().size() == 1);
    assertTrue(threads().contains("madoguchi-follower-index"));
    node.relay.removeFollower(follower);
    assertTrue(threads().toString(), !threads().contains("madoguchi-follower-index"));
    node.stop();
    assertTrue(threads().toString(), !threads().contains("madoguchi-sequencer"));
  }

  @Test
  public void anEventReachesItsFollowerLongBeforeTheNextPoll() {
    Running node = new Running("one");
    RecordingFollower follower = RecordingFollower.forAllNodes("index");
    node.relay.addFollower(follower);
    node.write("warm", 1, 50);
    await().until(() -> follower.positions().size() == 50);
    long[] nanos = new long[51];
    for (int i = 0; i < nanos.length; i++) {
      int expected = 51 + i;
      long begin = System.nanoTime();
      node.write("a", i + 1, i + 1);
      await()
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofMillis(1))
          .until(() -> follower.positions().size() == expected);
      nanos[i] = System.nanoTime() - begin;
    }
    Arrays.sort(nanos);
    // by the polls alone one in thirty would come so early; a busy machine delays some of the
    // others
    long quarterMillis = Duration.ofNanos(nanos[nanos.length / 4]).toMillis();
    assertTrue("a quarter within " + quarterMillis + " ms", quarterMillis < 60);
  }

  private static State stateOf(Running node, String follower) {
    return node.relay.states().stream()
        .filter(state -> state.follower().equals(follower))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> threads() {
    return Thread.getAllStackTraces().keySet().stream().map(Thread::getName).toList();
  }
}
