package org.madoguchi.archive.internal.offline;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.madoguchi.archive.internal.Refused;
import org.madoguchi.archive.internal.Rows;
import org.madoguchi.archive.internal.Snapshot;
import org.madoguchi.archive.internal.Table;
import org.madoguchi.archive.internal.Tally;
import org.madoguchi.schema.internal.MigrationHook;
import org.madoguchi.schema.internal.Migrations;
import org.postgresql.PGConnection;
import org.postgresql.copy.PGCopyOutputStream;

/**
 * An empty database that is given its schema and its rows. A table of its own marks it until all is
 * done: a filling that was interrupted is begun anew, and the program refuses to start on it.
 */
final class Filling {
  private static final int BATCH = 500;

  private final Connection connection;
  private final boolean derby;
  private final LateIndexes indexes;
  private Map<String, Table> tables;

  /**
   * @throws Refused when somebody else's tables are in it
   */
  Filling(Connection connection) throws SQLException, Refused {
    this.connection = connection;
    this.derby = Snapshot.isDerby(connection);
    this.indexes = new LateIndexes(connection);
    connection.setAutoCommit(true);
    List<String> found = Table.names(connection);
    boolean interrupted = found.stream().anyMatch(Table.FILLING::equalsIgnoreCase);
    if (!found.isEmpty() && !interrupted) {
      throw new Refused("not-empty", String.join(", ", found));
    }
    for (String left : found) {
      execute("DROP TABLE " + left);
    }
    execute("CREATE TABLE " + Table.FILLING + " (STATE VARCHAR(20))");
  }

  /**
   * Makes the tables as they were where the rows come from; rows that change sets insert go.
   *
   * @throws Refused when this build does not know some of the change sets
   */
  void schema(Set<String> changes) throws SQLException, Refused {
    refuseUnknown(changes);
    Migrations.apply(connection, changes);
    tables = Table.in(connection);
    for (String table : tables.keySet()) {
      execute("DELETE FROM " + table);
    }
    indexes.drop(tables.keySet());
  }

  static void refuseUnknown(Set<String> changes) throws SQLException, Refused {
    Set<String> unknown = new TreeSet<>(changes);
    unknown.removeAll(Migrations.known());
    if (!unknown.isEmpty()) {
      throw new Refused("newer-data", String.join(", ", unknown));
    }
  }

  /** The table as this database has it, with the columns of the source in their order. */
  private Table table(String name, List<String> columns) throws SQLException {
    Table table = tables.get(name.toUpperCase(Locale.ROOT));
    if (table == null) {
      throw new SQLException("there is no table " + name);
    }
    return table.with(columns);
  }

  void load(String name, List<String> columns, InputStream lines) throws SQLException, IOException {
    Table table = table(name, columns);
    if (derby) {
      insert(table, lines);
      return;
    }
    try (OutputStream copy = copyIn(name, columns)) {
      lines.transferTo(copy);
    }
  }

  /** Takes lines; PostgreSQL only. Closed, they are in the table. */
  OutputStream copyIn(String name, List<String> columns) throws SQLException {
    connection.setAutoCommit(true);
    return new PGCopyOutputStream(
        connection.unwrap(PGConnection.class),
        "COPY " + name + " (" + table(name, columns).columnList() + ") FROM STDIN");
  }

  private void insert(Table table, InputStream lines) throws SQLException, IOException {
    connection.setAutoCommit(false);
    String holes = "?" + ", ?".repeat(table.columnNames().size() - 1);
    BufferedReader reader =
        new BufferedReader(new InputStreamReader(lines, StandardCharsets.UTF_8));
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO "
                + table.name()
                + " ("
                + table.columnList()
                + ") VALUES ("
                + holes
                + ")")) {
      int waiting = 0;
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        table.bind(insert, Rows.values(line));
        insert.addBatch();
        waiting++;
        if (waiting == BATCH) {
          insert.executeBatch();
          connection.commit();
          waiting = 0;
        }
      }
      insert.executeBatch();
      connection.commit();
    }
  }

  /**
   * Reads the table back.
   *
   * @throws Refused when it does not hold exactly these rows
   */
  void verify(String name, List<String> columns, Tally expected)
      throws SQLException, IOException, Refused {
    connection.setAutoCommit(false);
    Tally found = Rows.write(connection, table(name, columns), OutputStream.nullOutputStream());
    connection.commit();
    if (!found.equals(expected)) {
      throw new Refused("rows-differ", name, expected.rows(), found.rows());
    }
  }

  /** Leases of processes that are no more end at once. */
  void endLeases() throws SQLException {
    connection.setAutoCommit(true);
    execute("DELETE FROM LEASE");
  }

  /**
   * What the original may have done since the backup is not done once more.
   *
   * @return how many messages are in doubt now
   */
  int afterBackup(Instant now) throws SQLException {
    return new Aftermath(connection, now).settle();
  }

  /** Who logged out after the backup was taken is not logged in again by it. */
  void endSessions() throws SQLException {
    connection.setAutoCommit(true);
    execute("DELETE FROM WEB_SESSION");
  }

  /** Brings the schema to this build's, with every index. */
  void upgrade() throws SQLException {
    connection.setAutoCommit(true);
    indexes.create();
    Migrations.apply(connection);
  }

  /** From now on it is whole, and the mark says so. */
  void complete() throws SQLException {
    connection.setAutoCommit(true);
    if (!derby) {
      execute("ANALYZE");
    }
    execute("INSERT INTO " + Table.FILLING + " VALUES ('" + MigrationHook.WHOLE + "')");
  }

  /** Takes the mark away: this is the installation's database. */
  void finish() throws SQLException {
    connection.setAutoCommit(true);
    execute("DROP TABLE " + Table.FILLING);
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
