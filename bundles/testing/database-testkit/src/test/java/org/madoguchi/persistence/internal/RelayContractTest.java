package org.madoguchi.persistence.internal;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.Rule;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameter;
import org.junit.runners.Parameterized.Parameters;
import org.madoguchi.kernel.event.EventFollower;
import org.madoguchi.kernel.event.EventLog;
import org.madoguchi.kernel.event.NewEvent;
import org.madoguchi.kernel.store.Leases;
import org.madoguchi.kernel.testkit.RelayContract;
import org.madoguchi.persistence.JpaTransactions;
import org.madoguchi.testing.database.DatabaseKind;
import org.madoguchi.testing.database.DatabaseMatrix;
import org.madoguchi.testing.database.FreshDatabase;

@RunWith(Parameterized.class)
public class RelayContractTest extends RelayContract {
  @Parameters(name = "{0}")
  public static Object[] kinds() {
    return DatabaseMatrix.kinds();
  }

  @Parameter public DatabaseKind kind;
  @Rule public final FreshDatabase database = new FreshDatabase(() -> kind);
  private final AtomicLong skippedNanos = new AtomicLong();

  @Override
  protected RelayContract.RelayNode node(String name) {
    return new Running(name);
  }

  @Override
  protected void outlastLeases() {
    skippedNanos.addAndGet(Duration.ofMinutes(1).toNanos());
  }

  /** What one node of the product runs. */
  private final class Running implements RelayContract.RelayNode {
    private final EventSignals signals = new EventSignals();
    private final EventLog log =
        new JdbcEventLog(database.get().dataSource(), database.get().idSource(), signals);
    private final Dying leases;
    private final Sequencer sequencer;
    private final Relay relay;

    Running(String name) {
      Node node = new Node(name);
      leases =
          new Dying(
              new TableLeases(
                  database.get().dataSource(), node, () -> System.nanoTime() + skippedNanos.get()));
      sequencer = new Sequencer(database.get().dataSource(), leases, signals);
      relay = new Relay(log, database.get().dataSource(), leases, signals, node, new UtcClock());
    }

    @Override
    public void append(Runnable beforeCommit, NewEvent... events) {
      JpaTransactions transactions = database.get().transactions("sample");
      transactions.write(
          () -> {
            log.append(transactions, List.of(events));
            beforeCommit.run();
          });
    }

    @Override
    public void add(EventFollower follower) {
      relay.addFollower(follower);
    }

    @Override
    public void remove(EventFollower follower) {
      relay.removeFollower(follower);
    }

    @Override
    public void leave() {
      relay.close();
      sequencer.close();
    }

    @Override
    public void die() {
      leases.dead = true;
      leave();
    }
  }

  /** The leases of a process that may be killed: the dead give nothing back. */
  private static final class Dying implements Leases {
    private final Leases real;
    private volatile boolean dead;

    Dying(Leases real) {
      this.real = real;
    }

    @Override
    public boolean hold(String name, Duration time) {
      return !dead && real.hold(name, time);
    }

    @Override
    public void release(String name) {
      if (!dead) {
        real.release(name);
      }
    }
  }
}
