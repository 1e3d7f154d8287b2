package org.madoguchi.persistence.internal;

import java.time.Clock;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import javax.sql.DataSource;
import org.madoguchi.kernel.event.EventFollower;
import org.madoguchi.kernel.event.EventLog;
import org.madoguchi.kernel.event.FollowerStates;
import org.madoguchi.kernel.store.Leases;
import org.madoguchi.persistence.internal.Following.Surroundings;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** Hands stamped events to the followers, each on a thread of its own. */
@Component(immediate = true, service = FollowerStates.class)
public final class Relay implements FollowerStates, AutoCloseable {
  private final Surroundings around;
  private final Map<EventFollower, Following> followings = new IdentityHashMap<>();
  private final Map<String, Semaphore> names = new ConcurrentHashMap<>();
  private boolean closed;

  @Activate
  public Relay(
      @Reference EventLog log,
      @Reference(target = "(osgi.jndi.service.name=madoguchi)") DataSource dataSource,
      @Reference Leases leases,
      @Reference EventSignals signals,
      @Reference Node node,
      @Reference Clock clock) {
    this.around =
        new Surroundings(
            log,
            new NewestEvents(log, signals.stamped()),
            new FollowerCursors(dataSource),
            leases,
            signals,
            node,
            clock);
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  public void addFollower(EventFollower follower) {
    synchronized (followings) {
      if (!closed) {
        Semaphore turn = names.computeIfAbsent(follower.name(), name -> new Semaphore(1));
        followings.put(follower, new Following(follower, around, turn));
      }
    }
  }

  /** Returns when the follower is no longer called, so that its bundle may go. */
  public void removeFollower(EventFollower follower) {
    Following following;
    synchronized (followings) {
      following = followings.remove(follower);
    }
    if (following != null) {
      following.stop();
    }
  }

  @Override
  public List<State> states() {
    List<Following> all;
    synchronized (followings) {
      all = List.copyOf(followings.values());
    }
    long head = around.log().head();
    return all.stream()
        .map(following -> following.state(head))
        .sorted(Comparator.comparing(State::follower))
        .toList();
  }

  @Deactivate
  @Override
  public void close() {
    List<Following> all;
    synchronized (followings) {
      closed = true;
      all = List.copyOf(followings.values());
      followings.clear();
    }
    all.forEach(Following::stop);
  }
}
