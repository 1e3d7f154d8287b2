package org.madoguchi.persistence.internal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;

/** How far followers have come: table FOLLOWER_CURSOR. */
final class FollowerCursors {
  private final DataSource dataSource;

  FollowerCursors(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** The last position followed; 0 for a new follower, which gets its row here. */
  long open(String follower, String node) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement query =
            connection.prepareStatement(
                "SELECT LAST_POSITION FROM FOLLOWER_CURSOR WHERE FOLLOWER = ? AND NODE = ?")) {
      query.setString(1, follower);
      query.setString(2, node);
      try (ResultSet row = query.executeQuery()) {
        if (row.next()) {
          return row.getLong(1);
        }
      }
      create(connection, follower, node);
      return 0;
    }
  }

  private static void create(Connection connection, String follower, String node)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO FOLLOWER_CURSOR (FOLLOWER, NODE, LAST_POSITION) VALUES (?, ?, 0)")) {
      insert.setString(1, follower);
      insert.setString(2, node);
      insert.executeUpdate();
    } catch (SQLException e) {
      // Another node with the same new follower was faster; its row is as good.
      if (!SqlStates.duplicate(e)) {
        throw e;
      }
    }
  }

  /**
   * @return false when the cursor is no longer at {@code from}: somebody else has followed
   *     meanwhile
   */
  boolean advance(String follower, String node, long from, long to) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement update =
            connection.prepareStatement(
                "UPDATE FOLLOWER_CURSOR SET LAST_POSITION = ?"
                    + " WHERE FOLLOWER = ? AND NODE = ? AND LAST_POSITION = ?")) {
      update.setLong(1, to);
      update.setString(2, follower);
      update.setString(3, node);
      update.setLong(4, from);
      return update.executeUpdate() == 1;
    }
  }
}
