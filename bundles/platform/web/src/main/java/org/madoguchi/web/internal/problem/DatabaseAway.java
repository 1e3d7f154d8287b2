package org.madoguchi.web.internal.problem;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.NoSuchElementException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells a database that cannot be reached from a fault of ours. While it is away every request
 * fails alike, so the log hears of it now and then, not of each request.
 */
final class DatabaseAway {
  private static final Logger LOG = LoggerFactory.getLogger(DatabaseAway.class);
  private static final long PAUSE_NANOS = Duration.ofSeconds(30).toNanos();

  /**
   * Connection exceptions; of PostgreSQL: operator intervention, no more connections, its disk is
   * full; of Derby: it ends or begins, its disk is full, its files were closed under a transaction,
   * it was opened for reading only.
   */
  private static final String STATES = "(08|57|53).*|X[BJ].*|XS(DF|DG|LA).*|40X[DT].*|2550[235]";

  /** Derby's severity of what ended the connection, the database or all of it; others tell 0. */
  private static final int ENDED = 40_000;

  /** What threads meet in a Derby that ends under them, wrapped in other exceptions or not. */
  private static final String DERBY_ENDS = "org.apache.derby.shared.common.error.ShutdownException";

  /** Where they find nothing any more when its files are closed already. */
  private static final String DERBYS_FILES = "org.apache.derby.impl.store.raw.";

  private long failed;
  private long toldAt;

  /** One failure of the causes. */
  boolean isCauseOf(Throwable e) {
    return e instanceof SQLException sql && tellsOfIt(sql)
        || e.getClass().getName().equals(DERBY_ENDS)
        || e instanceof NullPointerException && isFromDerbysFiles(e);
  }

  private static boolean isFromDerbysFiles(Throwable e) {
    StackTraceElement[] trace = e.getStackTrace();
    return trace.length > 0 && trace[0].getClassName().startsWith(DERBYS_FILES);
  }

  private static boolean tellsOfIt(SQLException e) {
    return e.getErrorCode() >= ENDED
        || e instanceof SQLTransientConnectionException
        || e instanceof SQLNonTransientConnectionException
        || e instanceof SQLRecoverableException
        || e.getSQLState() != null && e.getSQLState().matches(STATES)
        // the pool: none was free in time
        || e.getCause() instanceof NoSuchElementException;
  }

  /**
   * @param correlation of the request that failed
   */
  synchronized void tell(String correlation, Throwable e) {
    failed++;
    long now = System.nanoTime();
    if (failed > 1 && now - toldAt < PAUSE_NANOS) {
      return;
    }
    LOG.warn(
        "{}: the database is away ({}, state {}); requests answered with 503 since the start: {}",
        correlation,
        e.getClass().getSimpleName(),
        e instanceof SQLException sql ? sql.getSQLState() : "-",
        failed);
    toldAt = now;
  }
}
