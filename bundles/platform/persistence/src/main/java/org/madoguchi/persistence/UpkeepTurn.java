package org.madoguchi.persistence;

import java.time.Duration;
import org.madoguchi.kernel.store.Leases;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Work that one node does for all, again and again: on a thread of its own, while this node holds
 * the lease, at each ring and every period. Who may have more to do has the next turn at once.
 * Failures are told once, and then the turns come less and less often until one succeeds.
 */
public final class UpkeepTurn {
  private static final Logger LOG = LoggerFactory.getLogger(UpkeepTurn.class);

  /** One turn: a bounded piece of the work, in transactions of its own. */
  public interface Work {
    boolean mayHaveMore();
  }

  private final Leases leases;
  private final String lease;
  private final Duration leaseTime;
  private final Doorbell bell;
  private final Work work;
  private final Loop loop;

  /**
   * @param lease for example {@code channels/upkeep}; the thread is named after it
   * @param leaseTime longer than a turn takes
   */
  public UpkeepTurn(
      Leases leases, String lease, Duration leaseTime, Doorbell bell, Duration period, Work work) {
    this.leases = leases;
    this.lease = lease;
    this.leaseTime = leaseTime;
    this.bell = bell;
    this.work = work;
    this.loop = new Loop(lease.replace('/', '-'), bell, period, this::take);
  }

  /** The first turn is taken at once. */
  public void start() {
    loop.start();
  }

  private void take() {
    if (leases.hold(lease, leaseTime) && work.mayHaveMore()) {
      bell.ring();
    }
  }

  /** Lets a running turn end, and another node take over at once. */
  public void stop() {
    loop.stop();
    try {
      leases.release(lease);
    } catch (RuntimeException e) {
      LOG.debug("the lease runs out by itself", e);
    }
  }
}
