package org.madoguchi.archive.internal.offline;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.madoguchi.archive.internal.Snapshot;

/**
 * The indexes that no uniqueness hangs on, away while a database is filled: built afterwards, at
 * once, each costs a small part of what it would by single rows.
 */
final class LateIndexes {
  private final Connection connection;
  private final List<String> statements = new ArrayList<>();

  LateIndexes(Connection connection) {
    this.connection = connection;
  }

  void drop(Collection<String> tables) throws SQLException {
    boolean derby = Snapshot.isDerby(connection);
    Map<String, String> indexes = new TreeMap<>();
    for (String table : tables) {
      indexes.putAll(derby ? onDerby(table) : onPostgres(table));
    }
    for (Map.Entry<String, String> index : indexes.entrySet()) {
      execute("DROP INDEX " + index.getKey());
      statements.add(index.getValue());
    }
  }

  void create() throws SQLException {
    for (String statement : statements) {
      execute(statement);
    }
    statements.clear();
  }

  private Map<String, String> onDerby(String table) throws SQLException {
    Map<String, String> columns = new TreeMap<>();
    try (ResultSet row =
        connection.getMetaData().getIndexInfo(null, connection.getSchema(), table, false, true)) {
      while (row.next()) {
        // what stands for a constraint that admits nulls counts as not unique, too
        if (row.getBoolean("NON_UNIQUE") && !ofConstraint(row.getString("INDEX_NAME"))) {
          String column =
              row.getString("COLUMN_NAME")
                  + ("D".equals(row.getString("ASC_OR_DESC")) ? " DESC" : "");
          columns.merge(row.getString("INDEX_NAME"), column, (one, two) -> one + ", " + two);
        }
      }
    }
    columns.replaceAll((name, list) -> "CREATE INDEX %s ON %s (%s)".formatted(name, table, list));
    return columns;
  }

  private boolean ofConstraint(String index) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT 1 FROM SYS.SYSCONGLOMERATES WHERE CONGLOMERATENAME = ? AND ISCONSTRAINT")) {
      query.setString(1, index);
      try (ResultSet row = query.executeQuery()) {
        return row.next();
      }
    }
  }

  private Map<String, String> onPostgres(String table) throws SQLException {
    Map<String, String> definitions = new TreeMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT C.RELNAME, PG_GET_INDEXDEF(I.INDEXRELID) FROM PG_INDEX I"
                    + " JOIN PG_CLASS C ON C.OID = I.INDEXRELID WHERE NOT I.INDISUNIQUE"
                    + " AND I.INDRELID = TO_REGCLASS('"
                    + table
                    + "')")) {
      while (row.next()) {
        definitions.put(row.getString(1), row.getString(2));
      }
    }
    return definitions;
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
