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

  private long failed;
  private long toldAt;

  boolean isCauseOf(SQLException e) {
    return e instanceof SQLTransientConnectionException
        || e instanceof SQLNonTransientConnectionException
        || e instanceof SQLRecoverableException
        || e.getSQLState() != null && e.getSQLState().matches(STATES)
        // the pool: none was free in time
        || e.getCause() instanceof NoSuchElementException;
  }

  /**
   * @param correlation of the request that failed
   */
  synchronized void tell(String correlation, SQLException e) {
    failed++;
    long now = System.nanoTime();
    if (failed > 1 && now - toldAt < PAUSE_NANOS) {
      return;
    }
    LOG.warn(
        "{}: the database is away ({}, state {}); requests answered with 503 since the start: {}",
        correlation,
        e.getClass().getSimpleName(),
        e.getSQLState(),
        failed);
    toldAt = now;
  }
}
