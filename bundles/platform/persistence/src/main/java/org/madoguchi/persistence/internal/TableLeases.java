package org.madoguchi.persistence.internal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import javax.sql.DataSource;
import org.madoguchi.kernel.store.Leases;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leases in table LEASE. Clocks of different nodes are never compared: every renewal changes TERM,
 * and a node takes a lease over only after it has itself seen the same term for longer than the
 * lease's time. The lease of a former run of this node is taken over at once, but only on first
 * contact: should two live processes share a node id (a copied data folder), they do not steal from
 * each other again and again.
 */
@Component(service = {Leases.class, TableLeases.class})
public final class TableLeases implements Leases {
  private static final Logger LOG = LoggerFactory.getLogger(TableLeases.class);

  private record Row(String holder, long term, long millis) {}

  private record Watched(Row row, long sinceNanos) {}

  private final DataSource dataSource;
  private final Node node;
  private final LongSupplier nanos;
  private final Map<String, Watched> watched = new ConcurrentHashMap<>();
  private final AtomicBoolean failing = new AtomicBoolean();

  @Activate
  public TableLeases(
      @Reference(target = "(osgi.jndi.service.name=madoguchi)") DataSource dataSource,
      @Reference Node node) {
    this(dataSource, node, System::nanoTime);
  }

  /**
   * @param nanos a clock that only goes forward, such as {@link System#nanoTime}
   */
  TableLeases(DataSource dataSource, Node node, LongSupplier nanos) {
    this.dataSource = dataSource;
    this.node = node;
    this.nanos = nanos;
  }

  /** False also while the database does not answer: nobody can be sure to hold anything then. */
  @Override
  public boolean hold(String name, Duration time) {
    return asked(c -> renewed(c, name, time) || taken(c, name, time, true));
  }

  /** Takes a lease that somebody else let run out; one that nobody has stays nobody's. */
  boolean inherit(String name, Duration time) {
    return asked(c -> taken(c, name, time, false));
  }

  private interface Question {
    boolean ask(Connection connection) throws SQLException;
  }

  private boolean asked(Question question) {
    try (Connection connection = dataSource.getConnection()) {
      boolean held = question.ask(connection);
      if (failing.compareAndSet(true, false)) {
        LOG.info("leases: the database answers again");
      }
      return held;
    } catch (SQLException e) {
      if (failing.compareAndSet(false, true)) {
        LOG.warn("leases: the database does not answer, this node holds none meanwhile", e);
      }
      return false;
    }
  }

  private boolean renewed(Connection connection, String name, Duration time) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "UPDATE LEASE SET TERM = TERM + 1, MILLIS = ? WHERE NAME = ? AND HOLDER = ?")) {
      update.setLong(1, time.toMillis());
      update.setString(2, name);
      update.setString(3, node.name());
      return update.executeUpdate() == 1;
    }
  }

  private boolean taken(Connection connection, String name, Duration time, boolean whenFree)
      throws SQLException {
    Optional<Row> found = row(connection, name);
    if (found.isEmpty()) {
      return whenFree && inserted(connection, name, time);
    }
    Row row = found.get();
    Watched before = watched.get(name);
    if (before == null && node.isFormerSelf(row.holder())) {
      watched.put(name, new Watched(row, nanos.getAsLong()));
      return replaced(connection, name, row, time);
    }
    if (before == null || !before.row().equals(row)) {
      watched.put(name, new Watched(row, nanos.getAsLong()));
      return false;
    }
    return ranOut(before) && replaced(connection, name, row, time);
  }

  /** A tenth is added for clocks that run at different speeds. */
  private boolean ranOut(Watched lease) {
    long millis = lease.row().millis();
    long patience = TimeUnit.MILLISECONDS.toNanos(millis + millis / 10);
    return nanos.getAsLong() - lease.sinceNanos() > patience;
  }

  private static Optional<Row> row(Connection connection, String name) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement("SELECT HOLDER, TERM, MILLIS FROM LEASE WHERE NAME = ?")) {
      query.setString(1, name);
      try (ResultSet row = query.executeQuery()) {
        return row.next()
            ? Optional.of(new Row(row.getString(1), row.getLong(2), row.getLong(3)))
            : Optional.empty();
      }
    }
  }

  private boolean inserted(Connection connection, String name, Duration time) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO LEASE (NAME, HOLDER, TERM, MILLIS) VALUES (?, ?, 1, ?)")) {
      insert.setString(1, name);
      insert.setString(2, node.name());
      insert.setLong(3, time.toMillis());
      insert.executeUpdate();
      return true;
    } catch (SQLException e) {
      if (SqlStates.duplicate(e)) {
        return false;
      }
      throw e;
    }
  }

  private boolean replaced(Connection connection, String name, Row old, Duration time)
      throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "UPDATE LEASE SET HOLDER = ?, TERM = TERM + 1, MILLIS = ?"
                + " WHERE NAME = ? AND HOLDER = ? AND TERM = ?")) {
      update.setString(1, node.name());
      update.setLong(2, time.toMillis());
      update.setString(3, name);
      update.setString(4, old.holder());
      update.setLong(5, old.term());
      return update.executeUpdate() == 1;
    }
  }

  @Override
  public void release(String name) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement delete =
            connection.prepareStatement("DELETE FROM LEASE WHERE NAME = ? AND HOLDER = ?")) {
      delete.setString(1, name);
      delete.setString(2, node.name());
      delete.executeUpdate();
    } catch (SQLException e) {
      LOG.debug("lease {} was not given back and will run out", name, e);
    }
  }
}
