package org.madoguchi.schema.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.Test;
import org.madoguchi.testing.database.DatabaseMatrix;

public class AppliedChangesTest extends DatabaseMatrix {
  private static final String CHANGELOG = "db/changelog.xml";

  @Test
  public void aMigratedDatabaseIsCompleteAndMissesEveryChangeThatIsTakenAway() throws Exception {
    try (Connection connection = database().dataSource().getConnection()) {
      assertTrue(AppliedChanges.areComplete(connection, CHANGELOG));
      connection.setAutoCommit(false);
      List<String> ids = ids(connection);
      assertTrue(ids.toString(), ids.size() > 30);
      for (String id : ids) {
        assertEquals(id, 1, remove(connection, id));
        assertFalse(id, AppliedChanges.areComplete(connection, CHANGELOG));
        connection.rollback();
      }
      connection.setAutoCommit(true);
    }
  }

  @Test
  public void whatIsMissingIsApplied() throws Exception {
    try (Connection connection = database().dataSource().getConnection()) {
      execute(connection, "DROP INDEX IX_TICKET_ATTACHMENT_UNSENT");
      assertEquals(1, remove(connection, "tickets-unsent-uploads"));
      Migrations.apply(connection);
      assertTrue(AppliedChanges.areComplete(connection, CHANGELOG));
      execute(connection, "DROP INDEX IX_TICKET_ATTACHMENT_UNSENT");
      Migrations.apply(connection);
      // nothing is looked at that is known to be there
      execute(
          connection, "CREATE INDEX IX_TICKET_ATTACHMENT_UNSENT ON TICKET_ATTACHMENT (ENTRY_ID)");
    }
  }

  private static List<String> ids(Connection connection) throws SQLException {
    List<String> ids = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT ID FROM DATABASECHANGELOG")) {
      while (row.next()) {
        ids.add(row.getString(1));
      }
    }
    return ids;
  }

  private static int remove(Connection connection, String id) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement("DELETE FROM DATABASECHANGELOG WHERE ID = ?")) {
      delete.setString(1, id);
      return delete.executeUpdate();
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
