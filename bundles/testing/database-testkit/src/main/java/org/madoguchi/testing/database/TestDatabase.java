package org.madoguchi.testing.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.persistence.EntityManagerFactory;
import javax.persistence.Persistence;
import javax.sql.DataSource;
import org.apache.commons.dbcp2.BasicDataSource;
import org.madoguchi.kernel.event.EventFollower;
import org.madoguchi.kernel.event.EventLog;
import org.madoguchi.kernel.store.IdSource;
import org.madoguchi.kernel.store.Leases;
import org.madoguchi.persistence.JpaTransactions;
import org.madoguchi.persistence.internal.BlockIdSource;
import org.madoguchi.persistence.internal.EventSignals;
import org.madoguchi.persistence.internal.JdbcEventLog;
import org.madoguchi.persistence.internal.Node;
import org.madoguchi.persistence.internal.PositionStamp;
import org.madoguchi.persistence.internal.Relay;
import org.madoguchi.persistence.internal.Sequencer;
import org.madoguchi.persistence.internal.TableLeases;
import org.madoguchi.persistence.internal.UtcClock;

/**
 * A fresh database with the product's whole schema, and the parts of the product that sit directly
 * on it. Close it after the test. Thread-safe.
 */
public final class TestDatabase implements AutoCloseable {
  private static final Node NODE = new Node("test");

  // Held, or the level would be forgotten with the logger.
  private static final Logger LIQUIBASE = Logger.getLogger("liquibase");

  static {
    LIQUIBASE.setLevel(Level.WARNING);
  }

  private final BasicDataSource dataSource;
  private final Consumer<String> drop;
  private final Map<String, EntityManagerFactory> units = new HashMap<>();
  private final Map<String, JpaTransactions> transactions = new HashMap<>();
  private final EventSignals signals = new EventSignals();
  private final BlockIdSource ids;
  private final EventLog events;
  private final Leases leases;
  private Path folder;
  private Sequencer sequencer;
  private Relay relay;

  private TestDatabase(String url, Consumer<String> drop) {
    this.dataSource = pool(url);
    this.drop = drop;
    this.ids = new BlockIdSource(dataSource);
    this.events = new JdbcEventLog(dataSource, ids, signals);
    this.leases = new TableLeases(dataSource, NODE);
  }

  /** Derby in memory. */
  public static TestDatabase derby() {
    try {
      return new TestDatabase(DerbyServer.create(), DerbyServer::drop);
    } catch (SQLException | IOException e) {
      throw new IllegalStateException("no Derby", e);
    }
  }

  /**
   * A real PostgreSQL; the server starts with the first call in this JVM (some seconds) and ends
   * with the JVM.
   */
  public static TestDatabase postgres() {
    try {
      return new TestDatabase(PostgresServer.create(), PostgresServer::drop);
    } catch (SQLException | IOException e) {
      throw new IllegalStateException("no PostgreSQL", e);
    }
  }

  private static BasicDataSource pool(String url) {
    BasicDataSource pool = new BasicDataSource();
    pool.setUrl(url);
    pool.setMaxTotal(32);
    pool.setMaxIdle(32);
    return pool;
  }

  /** A pool of connections, as pax-jdbc gives one in the container. */
  public DataSource dataSource() {
    return dataSource;
  }

  /**
   * The persistence unit of that name in {@code META-INF/persistence.xml} of the class path, on
   * this database.
   */
  public synchronized EntityManagerFactory entityManagerFactory(String unit) {
    return units.computeIfAbsent(
        unit,
        name ->
            Persistence.createEntityManagerFactory(
                name, Map.of("javax.persistence.nonJtaDataSource", dataSource)));
  }

  /** The transactions of a persistence unit; the same object for the same unit. */
  public synchronized JpaTransactions transactions(String unit) {
    return transactions.computeIfAbsent(
        unit, name -> new JpaTransactions(entityManagerFactory(name)));
  }

  public IdSource idSource() {
    return ids;
  }

  public EventLog eventLog() {
    return events;
  }

  public Leases leases() {
    return leases;
  }

  /** A folder for what the product keeps beside this database; it goes with it. */
  public synchronized Path folder() {
    if (folder == null) {
      try {
        folder = Files.createTempDirectory("madoguchi-test");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return folder;
  }

  /**
   * How many texts of each statement the database keeps compiled, by the text without its values;
   * empty on PostgreSQL.
   */
  public Map<String, Integer> compiledTexts() {
    return dataSource.getUrl().startsWith("jdbc:derby")
        ? CompiledTexts.byShape(dataSource)
        : Map.of();
  }

  /**
   * Gives every event committed so far its position, at once, without a thread; then {@link
   * EventLog#after} sees it.
   */
  public void stampEvents() {
    PositionStamp stamp = new PositionStamp(dataSource, 500);
    try {
      int stamped = stamp.stamp();
      while (stamped > 0) {
        stamped = stamp.stamp();
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Lets a follower follow as in the container: within milliseconds, on its own thread, until
   * closed.
   */
  public synchronized Following follow(EventFollower follower) {
    if (relay == null) {
      sequencer = new Sequencer(dataSource, leases, signals);
      relay = new Relay(events, dataSource, leases, signals, NODE, new UtcClock());
    }
    Relay running = relay;
    running.addFollower(follower);
    return () -> running.removeFollower(follower);
  }

  /** A follower that is being served. */
  public interface Following extends AutoCloseable {
    /** Returns when the follower is no longer called. */
    @Override
    void close();
  }

  @Override
  public synchronized void close() {
    if (relay != null) {
      relay.close();
      sequencer.close();
    }
    units.values().forEach(EntityManagerFactory::close);
    ids.close();
    String url = dataSource.getUrl();
    try {
      dataSource.close();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    drop.accept(url);
    if (folder != null) {
      Folders.delete(folder);
    }
  }
}
