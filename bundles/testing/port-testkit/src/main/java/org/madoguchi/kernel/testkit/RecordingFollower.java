package org.madoguchi.kernel.testkit;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.madoguchi.kernel.event.CommittedEvent;
import org.madoguchi.kernel.event.EventFollower;

/** Remembers what it was given, and fails or dawdles where a test wants it to. */
public final class RecordingFollower implements EventFollower {
  private final List<CommittedEvent> events = new CopyOnWriteArrayList<>();
  private final AtomicInteger failuresToCome = new AtomicInteger();
  private final AtomicInteger inside = new AtomicInteger();
  private final AtomicInteger mostInside = new AtomicInteger();
  private final String name;
  private final boolean everyNode;
  private final boolean fromHead;
  private final List<Long> beginnings = new CopyOnWriteArrayList<>();
  private final AtomicInteger failingBeginnings = new AtomicInteger();
  private volatile CountDownLatch gate = new CountDownLatch(0);

  private RecordingFollower(String name, boolean everyNode, boolean fromHead) {
    this.name = name;
    this.everyNode = everyNode;
    this.fromHead = fromHead;
  }

  public static RecordingFollower forAllNodes(String name) {
    return new RecordingFollower(name, false, false);
  }

  public static RecordingFollower onEveryNode(String name) {
    return new RecordingFollower(name, true, false);
  }

  public static RecordingFollower live(String name) {
    return new RecordingFollower(name, true, true);
  }

  /** The positions it was told to begin behind. */
  public List<Long> beginnings() {
    return List.copyOf(beginnings);
  }

  /** So often it cannot begin. */
  public void failToBegin(int times) {
    failingBeginnings.set(times);
  }

  public List<Long> positions() {
    return events.stream().map(CommittedEvent::position).toList();
  }

  public List<CommittedEvent> events() {
    return List.copyOf(events);
  }

  /** The next calls fail, after the work is done: the worst moment. */
  public void fail(int times) {
    failuresToCome.set(times);
  }

  /** Calls do not return until {@link #goOn}. */
  public void dawdle() {
    gate = new CountDownLatch(1);
  }

  public void goOn() {
    gate.countDown();
  }

  /** How many calls there were at the same time at most. */
  public int mostAtOnce() {
    return mostInside.get();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Set<String> streams() {
    return Set.of(SampleEvents.STREAM);
  }

  @Override
  public boolean everyNode() {
    return everyNode;
  }

  @Override
  public boolean fromHead() {
    return fromHead;
  }

  @Override
  public void beginsBehind(long position) {
    if (failingBeginnings.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      throw new IllegalStateException("asked to fail");
    }
    beginnings.add(position);
  }

  @Override
  public void follow(List<CommittedEvent> batch) throws InterruptedException {
    mostInside.accumulateAndGet(inside.incrementAndGet(), Math::max);
    try {
      events.addAll(batch);
      gate.await();
    } finally {
      inside.decrementAndGet();
    }
    if (failuresToCome.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      throw new IllegalStateException("asked to fail");
    }
  }
}
