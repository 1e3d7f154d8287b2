package org.madoguchi.persistence;

import java.sql.SQLException;
import java.util.function.Supplier;
import javax.persistence.OptimisticLockException;
import org.madoguchi.kernel.event.EventLog;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.Problems;
import org.madoguchi.persistence.internal.SqlStates;

/** Transactions that lose a race with others begin again. */
public final class Races {
  /** Every lost race means that another command committed; so many in a row is not bad luck. */
  private static final int TRIES = 50;

  private Races() {}

  /**
   * @param transaction that changes nothing outside of it before it commits
   * @throws DomainException conflict when it lost again and again
   */
  public static <T> T repeated(Supplier<T> transaction) {
    for (int i = 0; i < TRIES; i++) {
      try {
        return transaction.get();
      } catch (RuntimeException e) {
        if (!wereLost(e)) {
          throw e;
        }
      }
    }
    throw new DomainException(Problems.CONFLICT);
  }

  private static boolean wereLost(Throwable thrown) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      if (t instanceof OptimisticLockException
          || t instanceof EventLog.ConcurrentAppend
          || t instanceof SQLException e && (SqlStates.duplicate(e) || SqlStates.gaveWay(e))) {
        return true;
      }
    }
    return false;
  }
}
