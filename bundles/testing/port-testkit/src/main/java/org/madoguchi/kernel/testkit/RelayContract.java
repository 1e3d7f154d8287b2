package org.madoguchi.kernel.testkit;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;
import static org.madoguchi.kernel.testkit.SampleEvents.event;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.After;
import org.junit.Test;
import org.madoguchi.kernel.event.CommittedEvent;
import org.madoguchi.kernel.event.EventFollower;
import org.madoguchi.kernel.event.NewEvent;

/**
 * What followers may rely on: every committed event, at least once, in order, wherever they run.
 */
public abstract class RelayContract {
  /** One node of an installation: it appends, gives positions and serves followers. */
  public interface RelayNode {
    /**
     * Appends in one transaction.
     *
     * @param beforeCommit runs when they are written and not yet committed
     */
    void append(Runnable beforeCommit, NewEvent... events);

    void add(EventFollower follower);

    /** Returns when the follower is no longer called. */
    void remove(EventFollower follower);

    /** Ends orderly. Nothing when it has ended already. */
    void leave();

    /** Ends as by kill -9: does nothing more and gives nothing back. */
    void die();
  }

  private final List<RelayNode> nodes = new ArrayList<>();

  /**
   * Starts a node on the installation of this clause. The same name again is the same node, started
   * anew.
   */
  protected abstract RelayNode node(String name);

  /** Lets more time pass than a dead node's leases last. */
  protected abstract void outlastLeases();

  @After
  public final void leaveAll() {
    nodes.forEach(RelayNode::leave);
  }

  private RelayNode start(String name) {
    RelayNode node = node(name);
    nodes.add(0, node);
    return node;
  }

  private static void write(RelayNode node, String aggregate, int from, int to) {
    for (int i = from; i <= to; i++) {
      node.append(() -> {}, event(aggregate, i));
    }
  }

  @Test
  public void everyEventOfItsStreamsArrivesInOrder() {
    RelayNode node = start("one");
    RecordingFollower follower = RecordingFollower.forAllNodes("index");
    write(node, "early", 1, 3);
    node.append(() -> {}, event("directory", "somebody", 1, "{}"));
    node.add(follower);
    write(node, "late", 1, 450);
    awaitPositions(follower, LongStream.rangeClosed(1, 454).boxed().filter(p -> p != 4).toList());
  }

  @Test
  public void concurrentWritersLeaveNoGap() throws Exception {
    int writers = 8;
    int commands = 40;
    RelayNode node = start("one");
    RecordingFollower follower = RecordingFollower.forAllNodes("index");
    node.add(follower);
    ExecutorService threads = Executors.newFixedThreadPool(writers);
    try {
      List<Callable<Void>> all = new ArrayList<>();
      for (int w = 0; w < writers; w++) {
        String mine = "writer-" + w;
        all.add(() -> writePairs(node, mine, commands));
      }
      for (Future<Void> one : threads.invokeAll(all)) {
        one.get();
      }
    } finally {
      threads.shutdownNow();
    }
    awaitPositions(follower, range(1, 2 * writers * commands));
    assertEachAggregateInOrder(follower.events());
  }

  private static Void writePairs(RelayNode node, String aggregate, int commands) {
    for (int i = 1; i <= 2 * commands; i += 2) {
      node.append(() -> {}, event(aggregate, i), event(aggregate, i + 1));
    }
    return null;
  }

  private static void assertEachAggregateInOrder(List<CommittedEvent> events) {
    Map<String, Long> last = new HashMap<>();
    Set<Long> ids = new HashSet<>();
    for (CommittedEvent event : events) {
      assertTrue("an id is a key", ids.add(event.id()));
      long before = last.getOrDefault(event.aggregate(), 0L);
      assertEquals(event.aggregate(), before + 1, event.sequence());
      last.put(event.aggregate(), event.sequence());
    }
  }

  @Test
  public void eventCommittedLateIsNotSkipped() throws Exception {
    RelayNode node = start("one");
    RecordingFollower follower = RecordingFollower.forAllNodes("index");
    node.add(follower);
    CountDownLatch written = new CountDownLatch(1);
    CountDownLatch mayCommit = new CountDownLatch(1);
    CompletableFuture<Void> late =
        CompletableFuture.runAsync(
            () ->
                node.append(
                    () -> {
                      written.countDown();
                      waitFor(mayCommit);
                    },
                    event("late", 1)));
    waitFor(written);
    write(node, "early", 1, 5);
    // followers may wait for the open transaction or pass it: both are right
    await().during(Duration.ofMillis(500)).until(() -> follower.events().size() <= 5);
    mayCommit.countDown();
    late.get(20, TimeUnit.SECONDS);
    awaitPositions(follower, range(1, 6));
    assertEquals(1, follower.events().stream().filter(e -> e.aggregate().equals("late")).count());
  }

  @Test
  public void eachFollowerHasACursorOfItsOwn() {
    RelayNode node = start("one");
    RecordingFollower first = RecordingFollower.forAllNodes("index");
    node.add(first);
    write(node, "a", 1, 3);
    awaitPositions(first, range(1, 3));
    RecordingFollower newcomer = RecordingFollower.forAllNodes("outbox");
    node.add(newcomer);
    awaitPositions(newcomer, range(1, 3));
    node.remove(first);
    write(node, "a", 4, 5);
    awaitPositions(newcomer, range(1, 5));
    RecordingFollower back = RecordingFollower.forAllNodes("index");
    node.add(back);
    awaitPositions(back, range(4, 5));
    assertEquals("not called any more", range(1, 3), first.positions());
  }

  @Test
  public void failingFollowerSkipsNothingAndHoldsUpNobody() {
    RelayNode node = start("one");
    RecordingFollower failing = RecordingFollower.forAllNodes("failing");
    RecordingFollower other = RecordingFollower.forAllNodes("other");
    failing.fail(2);
    node.add(failing);
    node.add(other);
    write(node, "a", 1, 3);
    awaitPositions(other, range(1, 3));
    write(node, "a", 4, 4);
    eventually(() -> failing.positions().contains(4L));
    List<Long> again = failing.positions();
    int restart = again.lastIndexOf(1L);
    assertTrue("the batch came again: " + again, restart > 0);
    assertEquals("in order, without a gap", range(1, 4), again.subList(restart, again.size()));
  }

  @Test
  public void slowFollowerHoldsUpNobodyAndGetsEverything() {
    RelayNode node = start("one");
    RecordingFollower slow = RecordingFollower.forAllNodes("slow");
    RecordingFollower quick = RecordingFollower.forAllNodes("quick");
    slow.dawdle();
    node.add(slow);
    node.add(quick);
    write(node, "a", 1, 300);
    awaitPositions(quick, range(1, 300));
    assertTrue("still in its first batch", slow.positions().size() < 300);
    slow.goOn();
    awaitPositions(slow, range(1, 300));
    assertEquals("one call at a time", 1, slow.mostAtOnce());
  }

  @Test
  public void positionSurvivesARestart() {
    RelayNode before = start("one");
    RecordingFollower index = RecordingFollower.onEveryNode("index");
    RecordingFollower outbox = RecordingFollower.forAllNodes("outbox");
    before.add(index);
    before.add(outbox);
    write(before, "a", 1, 5);
    awaitPositions(index, range(1, 5));
    awaitPositions(outbox, range(1, 5));
    before.leave();

    RelayNode after = start("one");
    write(after, "a", 6, 7);
    RecordingFollower indexAgain = RecordingFollower.onEveryNode("index");
    RecordingFollower outboxAgain = RecordingFollower.forAllNodes("outbox");
    after.add(indexAgain);
    after.add(outboxAgain);
    awaitPositions(indexAgain, range(6, 7));
    awaitPositions(outboxAgain, range(6, 7));
  }

  @Test
  public void whatWasNotAcknowledgedBeforeACrashComesAgain() {
    RelayNode before = start("one");
    write(before, "a", 1, 3);
    RecordingFollower crashing = RecordingFollower.forAllNodes("outbox");
    crashing.fail(Integer.MAX_VALUE);
    before.add(crashing);
    eventually(() -> !crashing.positions().isEmpty());
    before.die();

    RelayNode after = start("one");
    RecordingFollower next = RecordingFollower.forAllNodes("outbox");
    after.add(next);
    awaitPositions(next, range(1, 3));
  }

  @Test
  public void oneNodeFollowsForAllUnlessEveryNodeWants() {
    RelayNode one = start("one");
    RelayNode two = start("two");
    RecordingFollower single1 = RecordingFollower.forAllNodes("outbox");
    RecordingFollower single2 = RecordingFollower.forAllNodes("outbox");
    RecordingFollower every1 = RecordingFollower.onEveryNode("index");
    RecordingFollower every2 = RecordingFollower.onEveryNode("index");
    one.add(single1);
    two.add(single2);
    one.add(every1);
    two.add(every2);
    write(one, "a", 1, 20);
    write(two, "b", 1, 20);
    awaitPositions(every1, range(1, 40));
    awaitPositions(every2, range(1, 40));
    eventually(() -> single1.positions().size() + single2.positions().size() == 40);
    assertTrue(single1.positions().isEmpty() || single2.positions().isEmpty());
  }

  @Test
  public void leavingNodeHandsItsFollowersOver() {
    RelayNode one = start("one");
    RecordingFollower first = RecordingFollower.forAllNodes("outbox");
    one.add(first);
    write(one, "a", 1, 3);
    awaitPositions(first, range(1, 3));
    one.leave();

    RelayNode two = start("two");
    RecordingFollower second = RecordingFollower.forAllNodes("outbox");
    two.add(second);
    write(two, "a", 4, 5);
    awaitPositions(second, range(4, 5));
  }

  @Test
  public void anotherNodeTakesOverWhenTheLeasesOfADeadOneRanOut() {
    RelayNode one = start("one");
    RecordingFollower first = RecordingFollower.forAllNodes("outbox");
    one.add(first);
    write(one, "a", 1, 3);
    awaitPositions(first, range(1, 3));
    one.die();

    RelayNode two = start("two");
    RecordingFollower second = RecordingFollower.forAllNodes("outbox");
    two.add(second);
    write(two, "a", 4, 5);
    eventually(
        () -> {
          outlastLeases();
          return second.positions().equals(range(4, 5));
        });
  }

  @Test
  public void liveFollowerSeesOnlyWhatHappensFromNowOn() {
    RelayNode node = start("one");
    RecordingFollower witness = RecordingFollower.forAllNodes("witness");
    node.add(witness);
    write(node, "a", 1, 3);
    awaitPositions(witness, range(1, 3));
    RecordingFollower live = RecordingFollower.live("screens");
    node.add(live);
    // where it begins is decided on its own thread: from some event on it has every one
    for (int i = 4; live.positions().isEmpty(); i++) {
      write(node, "a", i, i);
      awaitPositions(witness, range(1, i));
    }
    eventually(() -> last(live).equals(last(witness)));
    assertTrue(live.positions().get(0) > 3);
    assertEquals(range(live.positions().get(0), last(witness)), live.positions());
  }

  @Test
  public void followerIsToldWhereItBeginsAndMissesNothingBehindThat() {
    RelayNode node = start("one");
    RecordingFollower witness = RecordingFollower.forAllNodes("witness");
    node.add(witness);
    write(node, "a", 1, 3);
    awaitPositions(witness, range(1, 3));
    RecordingFollower live = RecordingFollower.live("census");
    live.failToBegin(1);
    node.add(live);
    write(node, "a", 4, 5);
    eventually(() -> !live.beginnings().isEmpty());
    write(node, "a", 6, 7);
    eventually(() -> live.positions().contains(7L));
    long begin = live.beginnings().get(0);
    assertTrue("begins behind what there was: " + begin, begin >= 3);
    assertEquals(List.of(begin), live.beginnings());
    assertEquals(range(begin + 1, 7), live.positions());
    assertEquals(List.of(0L), witness.beginnings());
  }

  @Test
  public void sameNameTwiceIsFollowedByOneAtATime() {
    RelayNode node = start("one");
    RecordingFollower old = RecordingFollower.forAllNodes("outbox");
    RecordingFollower replacement = RecordingFollower.forAllNodes("outbox");
    node.add(old);
    write(node, "a", 1, 1);
    awaitPositions(old, range(1, 1));
    node.add(replacement);
    write(node, "a", 2, 2);
    awaitPositions(old, range(1, 2));
    node.remove(old);
    write(node, "a", 3, 3);
    awaitPositions(replacement, range(3, 3));
  }

  private static Long last(RecordingFollower follower) {
    List<Long> positions = follower.positions();
    return positions.get(positions.size() - 1);
  }

  private static List<Long> range(long from, long to) {
    return LongStream.rangeClosed(from, to).boxed().toList();
  }

  private static void awaitPositions(RecordingFollower follower, List<Long> expected) {
    eventually(() -> follower.positions().size() >= expected.size());
    assertEquals(expected, follower.positions());
  }

  private static void eventually(Callable<Boolean> condition) {
    await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(10)).until(condition);
  }

  private static void waitFor(CountDownLatch latch) {
    try {
      assertTrue(latch.await(20, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
