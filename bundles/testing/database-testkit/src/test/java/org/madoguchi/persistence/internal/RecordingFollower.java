package org.madoguchi.persistence.internal;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.madoguchi.kernel.event.CommittedEvent;
import org.madoguchi.kernel.event.EventFollower;

/** Remembers what it was given. */
final class RecordingFollower implements EventFollower {
  final List<Long> positions = new CopyOnWriteArrayList<>();
  final AtomicInteger failuresToCome = new AtomicInteger();
  final AtomicInteger calls = new AtomicInteger();
  final AtomicInteger inside = new AtomicInteger();
  volatile int mostInside;
  private final String name;
  private final boolean everyNode;
  private final boolean fromHead;

  private RecordingFollower(String name, boolean everyNode, boolean fromHead) {
    this.name = name;
    this.everyNode = everyNode;
    this.fromHead = fromHead;
  }

  static RecordingFollower forAllNodes(String name) {
    return new RecordingFollower(name, false, false);
  }

  static RecordingFollower onEveryNode(String name) {
    return new RecordingFollower(name, true, false);
  }

  static RecordingFollower live(String name) {
    return new RecordingFollower(name, true, true);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Set<String> streams() {
    return Set.of("tickets");
  }

  @Override
  public boolean everyNode() {
    return everyNode;
  }

  @Override
  public boolean fromHead() {
    return fromHead;
  }

  /** Fails, when it is to, after it has done its work: the worst moment. */
  @Override
  public void follow(List<CommittedEvent> batch) {
    mostInside = Math.max(mostInside, inside.incrementAndGet());
    calls.incrementAndGet();
    batch.forEach(event -> positions.add(event.position()));
    inside.decrementAndGet();
    if (failuresToCome.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      throw new IllegalStateException("asked to fail");
    }
  }
}
