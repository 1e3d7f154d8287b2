package org.madoguchi.persistence.internal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.madoguchi.kernel.store.AbandonedWork;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every process holds a lease that stands for its life. The others watch it; when it runs out, one
 * of them frees all that the dead process held: its other leases at once, whatever time they had
 * left, and the work it had claimed. A process that was only slow finds its leases gone and asks
 * for them again.
 */
@Component(immediate = true, service = Heartbeat.class)
public final class Heartbeat implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);
  private static final String LIFE = "life/";
  private static final Duration LIFE_TIME = Duration.ofSeconds(8);
  private static final long BEAT_MILLIS = 2_000;

  private final DataSource dataSource;
  private final TableLeases leases;
  private final Node node;
  private final String self;
  private final List<AbandonedWork> abandoned = new CopyOnWriteArrayList<>();
  private final Worker worker;

  @Activate
  public Heartbeat(
      @Reference(target = "(osgi.jndi.service.name=madoguchi)") DataSource dataSource,
      @Reference TableLeases leases,
      @Reference Node node) {
    this(dataSource, leases, node, BEAT_MILLIS);
  }

  Heartbeat(DataSource dataSource, TableLeases leases, Node node, long beatMillis) {
    this.dataSource = dataSource;
    this.leases = leases;
    this.node = node;
    this.self = node.name();
    this.worker = new Worker("madoguchi-heartbeat", new Signal(), () -> beat(beatMillis));
    worker.start();
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  public void addAbandonedWork(AbandonedWork work) {
    abandoned.add(work);
  }

  public void removeAbandonedWork(AbandonedWork work) {
    abandoned.remove(work);
  }

  private void beat(long millis) throws InterruptedException {
    boolean alive = leases.hold(LIFE + self, LIFE_TIME);
    // while a process starts, those who free claimed work come later; the dead one's life stays
    // until then, as a reminder for this process or, should it die meanwhile, for the next
    Set<String> others = others();
    node.others(others);
    if (alive && !abandoned.isEmpty()) {
      for (String process : others) {
        if (leases.inherit(LIFE + process, LIFE_TIME)) {
          bury(process);
        }
      }
    }
    worker.pause(millis);
  }

  /** The processes whose lives are watched; none while the database does not answer. */
  private Set<String> others() {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement query =
            connection.prepareStatement("SELECT NAME FROM LEASE WHERE NAME LIKE '" + LIFE + "%'");
        ResultSet row = query.executeQuery()) {
      Set<String> others = new HashSet<>();
      while (row.next()) {
        String process = row.getString(1).substring(LIFE.length());
        if (!process.equals(self)) {
          others.add(process);
        }
      }
      return others;
    } catch (SQLException e) {
      LOG.debug("the other processes are looked at later", e);
      return Set.of();
    }
  }

  /** The dead one's life is given up last: should this process die meanwhile, another goes on. */
  private void bury(String process) {
    LOG.info("process {} has ended without a word; its work is free for others", process);
    try {
      abandoned.forEach(work -> work.release(process));
      releaseLeases(process);
      leases.release(LIFE + process);
    } catch (SQLException | RuntimeException e) {
      LOG.warn("the work of process {} could not be freed and is tried again", process, e);
    }
  }

  private void releaseLeases(String process) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement delete =
            connection.prepareStatement("DELETE FROM LEASE WHERE HOLDER = ?")) {
      delete.setString(1, process);
      delete.executeUpdate();
    }
  }

  @Deactivate
  @Override
  public void close() {
    worker.stop();
    leases.release(LIFE + self);
  }
}
