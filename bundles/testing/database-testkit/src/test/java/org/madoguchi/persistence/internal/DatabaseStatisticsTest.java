package org.madoguchi.persistence.internal;

import static org.junit.Assert.assertEquals;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.Test;
import org.madoguchi.testing.database.DatabaseMatrix;

public class DatabaseStatisticsTest extends DatabaseMatrix {
  private static final int ROWS = 500;

  @Test
  public void afterABulkLoadTheDatabaseKnowsTheSizeOfItsTables() throws SQLException {
    try (Connection connection = database().dataSource().getConnection()) {
      connection.setAutoCommit(true);
      fill(connection);
      new DatabaseStatistics(database().dataSource()).gather();
      if (connection.getMetaData().getDatabaseProductName().equals("PostgreSQL")) {
        assertEquals(
            ROWS, number(connection, "SELECT reltuples FROM pg_class WHERE relname = 'bulk'"));
      }
      assertEquals(ROWS, number(connection, "SELECT COUNT(*) FROM BULK"));
    }
  }

  private static void fill(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE BULK (ID BIGINT NOT NULL PRIMARY KEY)");
    }
    try (PreparedStatement insert = connection.prepareStatement("INSERT INTO BULK VALUES (?)")) {
      for (int i = 0; i < ROWS; i++) {
        insert.setLong(1, i);
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  private static int number(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery(query)) {
      found.next();
      return found.getInt(1);
    }
  }
}
