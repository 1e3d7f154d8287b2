package org.madoguchi.persistence.internal;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.madoguchi.kernel.event.CommittedEvent;
import org.madoguchi.kernel.event.EventFollower;
import org.madoguchi.kernel.event.EventLog;
import org.madoguchi.kernel.event.FollowerStates.Doing;
import org.madoguchi.kernel.event.FollowerStates.State;
import org.madoguchi.kernel.store.Leases;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One follower with its thread and its cursor. */
final class Following {
  private static final Logger LOG = LoggerFactory.getLogger(Following.class);
  private static final int BATCH = 200;
  private static final long POLL_MILLIS = 250;
  private static final long STAND_BY_MILLIS = 1_000;
  private static final long LONGEST_PAUSE_MILLIS = 60_000;
  private static final Duration LEASE_TIME = Duration.ofSeconds(30);
  private static final long RENEW_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final long UNKNOWN = -1;

  /** What every follower of a node shares. */
  record Surroundings(
      EventLog log,
      NewestEvents newest,
      FollowerCursors cursors,
      Leases leases,
      EventSignals signals,
      Node node,
      Clock clock) {}

  private final EventFollower follower;
  private final Surroundings around;
  private final Semaphore turnOfThisName;
  private final String name;
  private final Set<String> streams;
  private final String lease;
  private final String cursorNode;
  private final boolean live;
  private final Worker worker;

  private volatile State state;
  private long cursor = UNKNOWN;
  private long saved;
  private long renewedAt;
  private boolean leaseHeld;
  private boolean named;
  private int failures;

  /**
   * @param turnOfThisName while the same name is registered twice, the second waits until the first
   *     has gone
   */
  Following(EventFollower follower, Surroundings around, Semaphore turnOfThisName) {
    this.follower = follower;
    this.around = around;
    this.turnOfThisName = turnOfThisName;
    this.name = follower.name();
    this.streams = Set.copyOf(follower.streams());
    this.lease = follower.everyNode() ? "" : "follower/" + name;
    this.cursorNode = follower.everyNode() ? around.node().id() : "";
    this.live = follower.everyNode() && follower.fromHead();
    this.state = new State(name, Doing.STANDING_BY, 0, 0, "", around.clock().instant());
    this.worker = new Worker("madoguchi-follower-" + name, around.signals().stamped(), this::turn);
    worker.start();
  }

  /**
   * @param head of the log
   */
  State state(long head) {
    State now = state;
    // it may have followed on since the head was read
    long lag = now.doing() == Doing.STANDING_BY ? 0 : Math.max(0, head - now.position());
    return new State(now.follower(), now.doing(), now.position(), lag, now.reason(), now.since());
  }

  private void turn() throws InterruptedException {
    named = named || turnOfThisName.tryAcquire(POLL_MILLIS, TimeUnit.MILLISECONDS);
    if (!named) {
      return;
    }
    if (!holdsLease()) {
      cursor = UNKNOWN;
      show(Doing.STANDING_BY, "");
      worker.pause(STAND_BY_MILLIS);
      return;
    }
    long seen = around.signals().stamped().seen();
    boolean more;
    try {
      more = followOnce();
      answered();
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception | Error e) {
      // Errors too: a follower whose bundle is being replaced may meet a LinkageError, and its
      // thread must live on.
      failed(e);
      return;
    } finally {
      LogCorrelation.end();
    }
    if (!more) {
      around.signals().stamped().await(seen, POLL_MILLIS);
    }
  }

  private boolean holdsLease() {
    if (lease.isEmpty()) {
      return true;
    }
    long now = System.nanoTime();
    if (!leaseHeld || now - renewedAt > RENEW_NANOS) {
      leaseHeld = around.leases().hold(lease, LEASE_TIME);
      renewedAt = now;
    }
    return leaseHeld;
  }

  /**
   * @return whether there may be more right now
   */
  private boolean followOnce() throws Exception {
    if (cursor == UNKNOWN) {
      long begin = live ? around.log().head() : around.cursors().open(name, cursorNode);
      follower.beginsBehind(begin);
      cursor = begin;
      saved = begin;
    }
    List<CommittedEvent> read = around.newest().after(cursor, BATCH);
    if (read.isEmpty()) {
      return false;
    }
    List<CommittedEvent> wanted =
        read.stream().filter(event -> streams.contains(event.stream())).toList();
    if (!wanted.isEmpty()) {
      LogCorrelation.begin(wanted);
      follower.follow(wanted);
    }
    cursor = read.get(read.size() - 1).position();
    save(!wanted.isEmpty());
    return read.size() == BATCH;
  }

  /**
   * Events of other streams may be read again after a restart, so their positions are saved now and
   * then only.
   */
  private void save(boolean followed) throws SQLException {
    if (live || !followed && cursor - saved < BATCH) {
      return;
    }
    if (around.cursors().advance(name, cursorNode, saved, cursor)) {
      saved = cursor;
      return;
    }
    LOG.info("follower {}: another node has followed meanwhile, going on from its position", name);
    cursor = UNKNOWN;
    leaseHeld = false;
  }

  private void answered() {
    if (failures > 0) {
      LOG.info("follower {} follows again after {} failures", name, failures);
      failures = 0;
    }
    show(Doing.FOLLOWING, "");
  }

  private void failed(Throwable e) throws InterruptedException {
    failures++;
    if (failures == 1) {
      LOG.warn("follower {} failed behind position {}; the batch comes again", name, cursor, e);
    }
    show(Doing.FAILING, e.getClass().getSimpleName());
    worker.pause(Math.min(LONGEST_PAUSE_MILLIS, 1_000L << Math.min(failures - 1, 10)));
  }

  private void show(Doing doing, String reason) {
    State before = state;
    long position = Math.max(cursor, 0);
    boolean same = before.doing() == doing;
    if (same && before.reason().equals(reason) && before.position() == position) {
      return;
    }
    Instant since = same ? before.since() : around.clock().instant();
    state = new State(name, doing, position, 0, reason, since);
  }

  /** Returns when the follower is no longer called. */
  void stop() {
    worker.stop();
    if (leaseHeld && !lease.isEmpty()) {
      around.leases().release(lease);
    }
    if (named) {
      turnOfThisName.release();
    }
  }
}
