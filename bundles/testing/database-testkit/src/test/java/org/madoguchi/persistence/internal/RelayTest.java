package org.madoguchi.persistence.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;
import static org.madoguchi.persistence.internal.Events.append;
import static org.madoguchi.persistence.internal.Events.event;
import static org.madoguchi.persistence.internal.Events.onStream;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.After;
import org.junit.Test;
import org.madoguchi.kernel.event.EventLog;
import org.madoguchi.kernel.event.FollowerStates.Doing;
import org.madoguchi.kernel.event.FollowerStates.State;
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
  public void aFollowerGetsEveryEventOfItsStreamsOnceAndInOrder() {
    Running node = new Running("one");
    RecordingFollower follower = RecordingFollower.forAllNodes("index");
    node.write("early", 1, 3);
    append(database(), onStream("directory", "somebody"));
    node.relay.addFollower(follower);
    node.write("late", 1, 450);
    await().until(() -> follower.positions.size() == 453);
    List<Long> expected = LongStream.rangeClosed(1, 454).boxed().filter(p -> p != 4).toList();
    assertEquals(expected, follower.positions);
  }

  @Test
  public void aFollowerComingBackGoesOnWhereItStopped() {
    Running before = new Running("one");
    RecordingFollower first = RecordingFollower.onEveryNode("index");
    before.relay.addFollower(first);
    before.write("a", 1, 5);
    await().until(() -> first.positions.size() == 5);
    before.relay.removeFollower(first);
    before.stop();

    Running after = new Running("one");
    after.write("a", 6, 7);
    RecordingFollower second = RecordingFollower.onEveryNode("index");
    after.relay.addFollower(second);
    await().until(() -> second.positions.size() == 2);
    assertEquals(List.of(6L, 7L), second.positions);
  }

  @Test
  public void whatWasNotAcknowledgedBeforeACrashComesAgain() {
    Running before = new Running("one");
    before.write("a", 1, 3);
    RecordingFollower crashing = RecordingFollower.forAllNodes("outbox");
    crashing.failuresToCome.set(Integer.MAX_VALUE);
    before.relay.addFollower(crashing);
    await().until(() -> !crashing.positions.isEmpty());
    before.stop();

    Running after = new Running("one");
    RecordingFollower next = RecordingFollower.forAllNodes("outbox");
    after.relay.addFollower(next);
    await().until(() -> next.positions.size() == 3);
    assertEquals(List.of(1L, 2L, 3L), next.positions);
  }

  @Test
  public void aFailingFollowerIsShownAndHoldsUpNobodyElse() {
    Running node = new Running("one");
    RecordingFollower failing = RecordingFollower.forAllNodes("failing");
    failing.failuresToCome.set(1);
    RecordingFollower other = RecordingFollower.forAllNodes("other");
    node.relay.addFollower(failing);
    node.relay.addFollower(other);
    node.write("a", 1, 2);
    await().until(() -> stateOf(node, "failing").doing() == Doing.FAILING);
    assertEquals("IllegalStateException", stateOf(node, "failing").reason());
    await().until(() -> other.positions.size() == 2);
    await().until(() -> stateOf(node, "failing").position() == 2);
    assertEquals(Doing.FOLLOWING, stateOf(node, "failing").doing());
    assertEquals(1L, (long) failing.positions.get(0));
    assertTrue(failing.positions.lastIndexOf(1L) > 0);
  }

  @Test
  public void aFollowerThatStandsStillTellsHowFarBehindItIsAndSinceWhen() {
    Running node = new Running("one");
    RecordingFollower failing = RecordingFollower.forAllNodes("failing");
    failing.failuresToCome.set(Integer.MAX_VALUE);
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
    failing.failuresToCome.set(0);
    await().until(() -> stateOf(node, "failing").doing() == Doing.FOLLOWING);
    await().until(() -> stateOf(node, "failing").lag() == 0);
    assertEquals("", stateOf(node, "failing").reason());
  }

  @Test
  public void oneNodeFollowsForAllUnlessEveryNodeWants() {
    Running one = new Running("one");
    Running two = new Running("two");
    RecordingFollower single1 = RecordingFollower.forAllNodes("outbox");
    RecordingFollower single2 = RecordingFollower.forAllNodes("outbox");
    RecordingFollower every1 = RecordingFollower.onEveryNode("index");
    RecordingFollower every2 = RecordingFollower.onEveryNode("index");
    one.relay.addFollower(single1);
    two.relay.addFollower(single2);
    one.relay.addFollower(every1);
    two.relay.addFollower(every2);
    one.write("a", 1, 20);
    two.write("b", 1, 20);
    await().until(() -> every1.positions.size() == 40 && every2.positions.size() == 40);
    await().until(() -> single1.positions.size() + single2.positions.size() == 40);
    assertTrue(single1.positions.isEmpty() || single2.positions.isEmpty());
  }

  @Test
  public void aLeavingNodeHandsItsFollowersOver() {
    Running one = new Running("one");
    RecordingFollower first = RecordingFollower.forAllNodes("outbox");
    one.relay.addFollower(first);
    one.write("a", 1, 3);
    await().until(() -> first.positions.size() == 3);
    one.stop();

    Running two = new Running("two");
    RecordingFollower second = RecordingFollower.forAllNodes("outbox");
    two.relay.addFollower(second);
    two.write("a", 4, 5);
    await().until(() -> second.positions.size() == 2);
    assertEquals(List.of(4L, 5L), second.positions);
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
    await().until(() -> live.positions.size() == 1);
    assertEquals(List.of(4L), live.positions);
  }

  @Test
  public void theSameNameTwiceIsFollowedByOneAtATime() {
    Running node = new Running("one");
    RecordingFollower old = RecordingFollower.forAllNodes("outbox");
    RecordingFollower replacement = RecordingFollower.forAllNodes("outbox");
    node.relay.addFollower(old);
    node.write("a", 1, 1);
    await().until(() -> old.positions.size() == 1);
    node.relay.addFollower(replacement);
    node.write("a", 2, 2);
    await().until(() -> old.positions.size() == 2);
    node.relay.removeFollower(old);
    node.write("a", 3, 3);
    await().until(() -> replacement.positions.size() == 1);
    assertEquals(List.of(3L), replacement.positions);
  }

  @Test
  public void noThreadIsLeftBehind() {
    Running node = new Running("one");
    RecordingFollower follower = RecordingFollower.forAllNodes("index");
    node.relay.addFollower(follower);
    node.write("a", 1, 1);
    await().until(() -> follower.positions.size() == 1);
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
    await().until(() -> follower.positions.size() == 50);
    long[] nanos = new long[51];
    for (int i = 0; i < nanos.length; i++) {
      int expected = 51 + i;
      long begin = System.nanoTime();
      node.write("a", i + 1, i + 1);
      await()
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofMillis(1))
          .until(() -> follower.positions.size() == expected);
      nanos[i] = System.nanoTime() - begin;
    }
    Arrays.sort(nanos);
    long medianMillis = Duration.ofNanos(nanos[nanos.length / 2]).toMillis();
    assertTrue("median " + medianMillis + " ms", medianMillis < 60);
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
