package org.madoguchi.persistence.internal;

import java.sql.SQLException;

/** What the portable part of an SQLException says. Batches hide the cause in their chain. */
public final class SqlStates {
  private SqlStates() {}

  /** A unique constraint refused the row. */
  public static boolean duplicate(SQLException e) {
    return any(e, "23505");
  }

  /** The transaction had to give way: deadlock, serialisation failure, or Derby's lock time-out. */
  public static boolean gaveWay(SQLException e) {
    return any(e, "40");
  }

  private static boolean any(SQLException first, String prefix) {
    for (SQLException e = first; e != null; e = e.getNextException()) {
      if (e.getSQLState() != null && e.getSQLState().startsWith(prefix)) {
        return true;
      }
    }
    return first.getCause() instanceof SQLException cause && any(cause, prefix);
  }
}
