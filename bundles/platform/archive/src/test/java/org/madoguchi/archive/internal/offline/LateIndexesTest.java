package org.madoguchi.archive.internal.offline;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.TreeSet;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.madoguchi.archive.internal.Table;
import org.madoguchi.schema.internal.Migrations;

public class LateIndexesTest {
  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  @Test
  public void indexesComeBackAsTheyWereOnDerby() throws Exception {
    String home = folder.getRoot().toPath().resolve("derby").toString();
    try (Connection connection = SampleCity.derbyAt(home)) {
      comeBack(connection);
    } finally {
      Databases.shutDownDerby(home);
    }
  }

  @Test
  public void indexesComeBackAsTheyWereOnPostgreSql() throws Exception {
    Path root = folder.getRoot().toPath();
    Path settings = SampleCity.postgres(root);
    try (Connection connection =
        Databases.server(SampleCity.empty(root.resolve("city")).dataSource(settings))) {
      comeBack(connection);
    }
  }

  private static void comeBack(Connection connection) throws SQLException {
    Migrations.apply(connection);
    TreeSet<String> before = indexes(connection);
    LateIndexes indexes = new LateIndexes(connection);
    indexes.drop(Table.in(connection).keySet());
    TreeSet<String> without = indexes(connection);
    assertTrue(without.toString(), without.stream().noneMatch(index -> index.contains("IX_")));
    indexes.create();
    assertEquals(before, indexes(connection));
  }

  private static TreeSet<String> indexes(Connection connection) throws SQLException {
    TreeSet<String> indexes = new TreeSet<>();
    for (String table : Table.names(connection)) {
      try (ResultSet row =
          connection.getMetaData().getIndexInfo(null, connection.getSchema(), table, false, true)) {
        while (row.next()) {
          StringBuilder line = new StringBuilder();
          for (String part :
              List.of(
                  "INDEX_NAME",
                  "ORDINAL_POSITION",
                  "COLUMN_NAME",
                  "ASC_OR_DESC",
                  "NON_UNIQUE",
                  "FILTER_CONDITION")) {
            line.append(row.getString(part)).append(' ');
          }
          // Derby names what stands for a constraint by the moment
          indexes.add(
              line.toString().replaceAll("SQL\\d+", "SQL").toUpperCase(java.util.Locale.ROOT));
        }
      }
    }
    return indexes;
  }
}
