package org.madoguchi.schema.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.TreeSet;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class EmptyDerbyTest {
  static {
    System.setProperty("derby.stream.error.file", "/dev/null");
  }

  @Rule public final TemporaryFolder temporary = new TemporaryFolder();

  @Test
  public void laidDownDerbyIsLikeOneThatWasMigratedHere() throws Exception {
    Path folder = temporary.getRoot().toPath().resolve("data/derby/city");
    EmptyDerby.layDown(folder);
    String made = "jdbc:derby:memory:made-here";
    try (Connection laidDown = DriverManager.getConnection("jdbc:derby:" + folder);
        Connection migrated = DriverManager.getConnection(made + ";create=true")) {
      assertTrue(AppliedChanges.areComplete(laidDown, "db/changelog.xml"));
      Migrations.apply(migrated);
      assertEquals(schema(migrated), schema(laidDown));
      assertEquals("0", one(laidDown, "SELECT COUNT(*) FROM TICKET"));
      assertEquals(
          one(migrated, "SELECT COUNT(*) FROM DATABASECHANGELOG"),
          one(laidDown, "SELECT COUNT(*) FROM DATABASECHANGELOG"));
    } finally {
      close("jdbc:derby:" + folder + ";shutdown=true");
      close(made + ";drop=true");
    }
  }

  @Test
  public void whatAnInterruptedStartLeftIsPutRight() throws Exception {
    Path folder = temporary.getRoot().toPath().resolve("city");
    Path left = Files.createDirectories(temporary.getRoot().toPath().resolve("city.new/seg0"));
    Files.writeString(left.resolve("c10.dat"), "half");
    EmptyDerby.layDown(folder);
    assertFalse(Files.exists(left));
    assertTrue(Files.size(folder.resolve("seg0/c10.dat")) > 4);
  }

  @Test
  public void databaseThatIsThereStaysAsItIs() throws Exception {
    Path folder = temporary.newFolder("city").toPath();
    Files.writeString(folder.resolve("service.properties"), "mine");
    EmptyDerby.layDown(folder);
    assertEquals("mine", Files.readString(folder.resolve("service.properties")));
    assertEquals(1, Files.list(folder).count());
  }

  private static Set<String> schema(Connection connection) throws SQLException, IOException {
    Set<String> schema = new TreeSet<>();
    DatabaseMetaData data = connection.getMetaData();
    try (ResultSet column = data.getColumns(null, "APP", null, null)) {
      while (column.next()) {
        schema.add(
            column.getString("TABLE_NAME")
                + "."
                + column.getString("COLUMN_NAME")
                + " "
                + column.getString("TYPE_NAME")
                + column.getString("COLUMN_SIZE")
                + column.getString("NULLABLE"));
      }
    }
    for (String table : tables(data)) {
      try (ResultSet index = data.getIndexInfo(null, "APP", table, false, true)) {
        while (index.next()) {
          schema.add(
              table
                  + " index on "
                  + index.getString("COLUMN_NAME")
                  + index.getString("ORDINAL_POSITION")
                  + index.getString("ASC_OR_DESC")
                  + index.getString("NON_UNIQUE"));
        }
      }
    }
    return schema;
  }

  private static Set<String> tables(DatabaseMetaData data) throws SQLException {
    Set<String> tables = new TreeSet<>();
    try (ResultSet table = data.getTables(null, "APP", null, new String[] {"TABLE"})) {
      while (table.next()) {
        tables.add(table.getString("TABLE_NAME"));
      }
    }
    return tables;
  }

  private static String one(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getString(1);
    }
  }

  /** Derby tells its success by an exception. */
  private static void close(String url) {
    try {
      DriverManager.getConnection(url).close();
    } catch (SQLException e) {
      assertEquals("08006", e.getSQLState());
    }
  }
}
