package org.madoguchi.persistence.internal;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLTransientConnectionException;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.apache.derby.jdbc.EmbeddedDataSource;
import org.madoguchi.persistence.Faults;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Derby's database, and what a full disk does to it. Derby ends a database that it cannot write,
 * and whoever asks for a connection next would start it. While the disk is full such a start fails,
 * or makes a database for reading only, and each one writes pages into Derby's log. Therefore one
 * thread starts it, when there is room; everybody else is refused at once until it runs.
 */
final class GuardedDerby implements DataSource, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(GuardedDerby.class);
  private static final String SHUT_DOWN = "08006";
  private static final String OPENED_ELSEWHERE = "XSDB6";

  /** What Derby says of a database that it has not ended yet. */
  private static final String NOT_FOUND = "XJ004";

  private static final String NO_CONNECTION = "08001";
  private static final int MOST_DOUBLINGS = 5;

  /** Starts in vain after which an end that has begun is taken for one that stands still. */
  private static final int LONGEST_END = 3;

  /** Why it does not run. */
  enum Away {
    /** Nothing is known against a start. */
    ENDED("database"),
    /** It is not started while its disk is full. */
    NO_ROOM("database-no-room"),
    /** Derby takes this very process for another one that has it open. */
    LOCKED("database-locked");

    /** Its text in the catalogue {@code health}. */
    final String text;

    Away(String text) {
      this.text = text;
    }
  }

  private final EmbeddedDataSource derby;
  private final Room room;
  private final Worker worker;
  private final Faults starts = new Faults(LOG, "starting the database");
  private final AtomicBoolean used = new AtomicBoolean();

  /** Open as long as the database runs, and used for nothing else. */
  private volatile Connection witness;

  /** What is behind the witness. */
  private volatile HalfEndedDerby behind;

  private volatile Away away = Away.ENDED;

  /** Starts since it ran, by the worker only. */
  private int failures;

  /**
   * @param room without which the database is not started again
   */
  GuardedDerby(EmbeddedDataSource derby, Room room, long lookMillis) {
    this.derby = derby;
    this.room = room;
    this.worker = new Worker("madoguchi-derby", new Signal(), () -> look(lookMillis));
  }

  @Override
  public Connection getConnection() throws SQLException {
    if (!runs() && used.getAndSet(true)) {
      throw new SQLTransientConnectionException("it does not run: " + away, NO_CONNECTION);
    }
    return witness == null ? first() : derby.getConnection();
  }

  /** Given whatever the disk: a database may be good for reading until there is room. */
  private Connection first() throws SQLException {
    try {
      Connection first = derby.getConnection();
      if (!first.isReadOnly()) {
        witness(derby.getConnection());
      }
      return first;
    } finally {
      worker.start();
    }
  }

  private void witness(Connection connection) {
    try {
      if (behind != null) {
        behind.forget();
      }
      behind = new HalfEndedDerby(connection);
    } catch (ReflectiveOperationException e) {
      LOG.error("what a full disk leaves of the database cannot be cleared in this process", e);
    }
    witness = connection;
  }

  private boolean runs() throws SQLException {
    Connection seen = witness;
    return seen != null && !seen.isClosed();
  }

  private void look(long millis) throws InterruptedException {
    // each start that fails leaves a thread of Derby behind
    worker.pause(millis << Math.min(failures, MOST_DOUBLINGS));
    try {
      if (!worker.stopping() && !runs()) {
        start();
      }
    } catch (SQLException e) {
      failed(e);
    }
  }

  private void start() throws SQLException {
    if (!room.isThere()) {
      tell(Away.NO_ROOM);
      return;
    }
    // Derby may have interrupted this thread when its database ended, and would stop again
    boolean ignored = Thread.interrupted();
    Connection first = derby.getConnection();
    if (first.isReadOnly()) {
      first.close();
      LOG.warn("the database was opened for reading only; it is started again");
      end();
      return;
    }
    witness(first);
    failures = 0;
    away = Away.ENDED;
    starts.worked();
    LOG.info("the database runs again");
  }

  private void failed(SQLException e) {
    boolean locked = says(e, OPENED_ELSEWHERE);
    failures++;
    starts.failed(e);
    tell(locked ? Away.LOCKED : Away.ENDED);
    if (behind != null && (locked || failures >= LONGEST_END && says(e, NOT_FOUND))) {
      endWholly(e);
    }
  }

  private static boolean says(SQLException e, String state) {
    for (SQLException each = e; each != null; each = each.getNextException()) {
      if (state.equals(each.getSQLState())) {
        return true;
      }
    }
    return false;
  }

  private void endWholly(SQLException reason) {
    try {
      behind.end(reason);
      LOG.warn("what Derby had left of the database has ended now");
    } catch (ReflectiveOperationException e) {
      LOG.error("what Derby left of the database cannot be ended in this process", e);
    }
  }

  private void tell(Away now) {
    if (now != away) {
      LOG.warn("the database does not run: {}", now);
    }
    away = now;
  }

  /** Has a meaning only while it does not answer. */
  Away away() {
    return away;
  }

  private void end() throws SQLException {
    EmbeddedDataSource ending = new EmbeddedDataSource();
    ending.setDatabaseName(derby.getDatabaseName());
    ending.setShutdownDatabase("shutdown");
    try {
      ending.getConnection().close();
    } catch (SQLException e) {
      // Derby reports success by an exception
      if (!SHUT_DOWN.equals(e.getSQLState())) {
        throw e;
      }
    }
  }

  @Override
  public void close() {
    worker.stop();
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    throw new SQLFeatureNotSupportedException("this database knows no users");
  }

  @Override
  public PrintWriter getLogWriter() throws SQLException {
    return derby.getLogWriter();
  }

  @Override
  public void setLogWriter(PrintWriter writer) throws SQLException {
    derby.setLogWriter(writer);
  }

  @Override
  public void setLoginTimeout(int seconds) throws SQLException {
    derby.setLoginTimeout(seconds);
  }

  @Override
  public int getLoginTimeout() throws SQLException {
    return derby.getLoginTimeout();
  }

  @Override
  public java.util.logging.Logger getParentLogger() throws SQLFeatureNotSupportedException {
    return derby.getParentLogger();
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    return derby.unwrap(type);
  }

  @Override
  public boolean isWrapperFor(Class<?> type) throws SQLException {
    return derby.isWrapperFor(type);
  }
}
