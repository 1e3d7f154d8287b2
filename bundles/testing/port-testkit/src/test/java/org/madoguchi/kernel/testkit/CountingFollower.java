package org.madoguchi.kernel.testkit;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.madoguchi.kernel.event.CommittedEvent;
import org.madoguchi.kernel.event.EventFollower;
import org.madoguchi.kernel.testkit.FollowerContract.World;

/** Counts the events of each aggregate, as a follower should; faults override one step each. */
class CountingFollower implements EventFollower {
  /** The tables of the follower. */
  static class Counts implements World {
    final Map<String, Integer> counts = new HashMap<>();
    final Set<Long> taken = new HashSet<>();
    boolean away;
    long last;

    @Override
    public EventFollower follower() {
      return new CountingFollower(this);
    }

    @Override
    public List<CommittedEvent> story() {
      return LongStream.rangeClosed(1, 5)
          .mapToObj(
              i -> SampleEvents.committed(i, 100 + i, SampleEvents.event("a" + i % 2, (i + 1) / 2)))
          .toList();
    }

    @Override
    public Object effect() {
      return Map.copyOf(counts);
    }

    @Override
    public boolean breakDown() {
      away = true;
      return true;
    }

    @Override
    public void repair() {
      away = false;
    }

    @Override
    public void close() {}
  }

  final Counts tables;

  CountingFollower(Counts tables) {
    this.tables = tables;
  }

  @Override
  public String name() {
    return "test.counts";
  }

  @Override
  public Set<String> streams() {
    return Set.of(SampleEvents.STREAM);
  }

  @Override
  public boolean everyNode() {
    return false;
  }

  @Override
  public void follow(List<CommittedEvent> batch) {
    for (CommittedEvent event : batch) {
      if (tables.away) {
        throw new IllegalStateException("the tables are away");
      }
      if (known(event) && !tables.taken.contains(event.id())) {
        take(event);
      }
    }
  }

  boolean known(CommittedEvent event) {
    return event.type().equals("TicketOpened");
  }

  void take(CommittedEvent event) {
    tables.taken.add(event.id());
    tables.counts.merge(event.aggregate(), 1, Integer::sum);
  }
}
