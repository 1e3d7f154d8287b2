package org.madoguchi.persistence.internal;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.madoguchi.kernel.store.Leases;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread that stamps committed events, on the one node that holds the lease. The lease only
 * spares work: should two nodes stamp at once, {@link PositionStamp} lets one of them win.
 */
@Component(immediate = true, service = Sequencer.class)
public final class Sequencer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Sequencer.class);
  private static final String LEASE = "sequencer";
  private static final Duration LEASE_TIME = Duration.ofSeconds(10);
  private static final long RENEW_NANOS = TimeUnit.SECONDS.toNanos(3);
  private static final long ASK_AGAIN_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** Events of other nodes are found this often. */
  private static final long POLL_MILLIS = 200;

  /** After a stamp events gather for so long: a stamp and its followers cost more than an event. */
  private static final long GATHER_MILLIS = 5;

  private static final long LONGEST_PAUSE_MILLIS = 5_000;
  private static final int BATCH = 500;
  private static final long NEVER = Long.MIN_VALUE;

  private final PositionStamp stamp;
  private final Leases leases;
  private final EventSignals signals;
  private final Worker worker;

  private boolean held;
  private long askedAt = System.nanoTime() - ASK_AGAIN_NANOS - 1;
  private int failures;
  private volatile long failingSince = NEVER;

  @Activate
  public Sequencer(
      @Reference(target = "(osgi.jndi.service.name=madoguchi)") DataSource dataSource,
      @Reference Leases leases,
      @Reference EventSignals signals) {
    this.stamp = new PositionStamp(dataSource, BATCH);
    this.leases = leases;
    this.signals = signals;
    this.worker = new Worker("madoguchi-sequencer", signals.appended(), this::turn);
    worker.start();
  }

  private void turn() throws InterruptedException {
    long seen = signals.appended().seen();
    try {
      boolean more = holdsLease();
      boolean stamped = false;
      while (more && !worker.stopping()) {
        int some = stampSome();
        stamped = stamped || some > 0;
        more = some >= BATCH;
      }
      answered();
      if (stamped) {
        worker.pause(GATHER_MILLIS);
      }
    } catch (SQLException | RuntimeException e) {
      failed(e);
      return;
    }
    signals.appended().await(seen, POLL_MILLIS);
  }

  private int stampSome() throws SQLException {
    int stamped = stamp.stamp();
    if (stamped > 0) {
      signals.stamped().raise();
    }
    return stamped;
  }

  private boolean holdsLease() {
    long now = System.nanoTime();
    if (now - askedAt > (held ? RENEW_NANOS : ASK_AGAIN_NANOS)) {
      held = leases.hold(LEASE, LEASE_TIME);
      askedAt = now;
    }
    return held;
  }

  private void answered() {
    if (failures > 0) {
      failures = 0;
      failingSince = NEVER;
      LOG.info("events get their positions again");
    }
  }

  private void failed(Exception e) throws InterruptedException {
    if (e instanceof SQLException sql && SqlStates.gaveWay(sql)) {
      LOG.debug("waited in vain for an open transaction, trying again", e);
      return;
    }
    failures++;
    if (failures == 1) {
      failingSince = System.nanoTime();
      LOG.warn("events get no positions for now, followers wait; trying again", e);
    }
    worker.pause(Math.min(LONGEST_PAUSE_MILLIS, 250L << Math.min(failures, 10)));
  }

  /** For how long no event could be stamped; zero while all is well or another node stamps. */
  public Duration failing() {
    long since = failingSince;
    return since == NEVER ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - since);
  }

  @Deactivate
  @Override
  public void close() {
    worker.stop();
    leases.release(LEASE);
  }
}
