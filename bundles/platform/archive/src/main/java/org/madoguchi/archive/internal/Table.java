package org.madoguchi.archive.internal;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.madoguchi.schema.internal.MigrationHook;

/**
 * A table of the product's schema as the database describes it.
 *
 * @param name in capitals
 */
public record Table(String name, List<Column> columns) {
  private static final String CHANGES = "DATABASECHANGELOG";

  /** Stands in a database while it is being filled; what has it may be begun anew. */
  public static final String FILLING = MigrationHook.FILLING;

  private static final Set<String> NOT_DATA = Set.of(CHANGES, "DATABASECHANGELOGLOCK", FILLING);

  record Column(String name, ColumnKind kind) {}

  /** Every table with data, by name. */
  public static Map<String, Table> in(Connection connection) throws SQLException {
    Map<String, Table> tables = new TreeMap<>();
    for (String name : names(connection)) {
      if (!NOT_DATA.contains(name.toUpperCase(Locale.ROOT))) {
        Table table = describe(connection, name);
        tables.put(table.name(), table);
      }
    }
    return tables;
  }

  /** Every table of the schema, as the database spells it. */
  public static List<String> names(Connection connection) throws SQLException {
    DatabaseMetaData meta = connection.getMetaData();
    List<String> names = new ArrayList<>();
    try (ResultSet found = meta.getTables(null, schema(connection), null, new String[] {"TABLE"})) {
      while (found.next()) {
        names.add(found.getString("TABLE_NAME"));
      }
    }
    return names;
  }

  private static Table describe(Connection connection, String name) throws SQLException {
    List<Column> columns = new ArrayList<>();
    try (ResultSet found =
        connection.getMetaData().getColumns(null, schema(connection), name, null)) {
      while (found.next()) {
        String column = found.getString("COLUMN_NAME").toUpperCase(Locale.ROOT);
        int type = found.getInt("DATA_TYPE");
        columns.add(new Column(column, ColumnKind.of(type, name + "." + column)));
      }
    }
    return new Table(name.toUpperCase(Locale.ROOT), columns);
  }

  private static String schema(Connection connection) throws SQLException {
    // Derby's default schema APP has no entry until something is created in it
    return connection.getSchema();
  }

  /** The state of the schema: the change sets that were applied, as path::id::author. */
  public static Set<String> changes(Connection connection) throws SQLException {
    Set<String> changes = new TreeSet<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT FILENAME, ID, AUTHOR FROM " + CHANGES)) {
      while (row.next()) {
        changes.add(row.getString(1) + "::" + row.getString(2) + "::" + row.getString(3));
      }
    }
    return changes;
  }

  /** This table with these columns only, in this order. */
  public Table with(List<String> names) throws SQLException {
    Map<String, Column> known =
        columns.stream().collect(Collectors.toMap(Column::name, column -> column));
    List<Column> chosen = new ArrayList<>();
    for (String column : names) {
      if (!known.containsKey(column)) {
        throw new SQLException("table " + name + " has no column " + column);
      }
      chosen.add(known.get(column));
    }
    return new Table(name, chosen);
  }

  public List<String> columnNames() {
    return columns.stream().map(Column::name).toList();
  }

  /** For {@code INSERT} and {@code COPY}. */
  public String columnList() {
    return String.join(", ", columnNames());
  }

  /** Sets the parameters of an {@code INSERT} with {@link #columnList}. */
  public void bind(PreparedStatement insert, List<String> values) throws SQLException {
    for (int i = 0; i < columns.size(); i++) {
      String value = values.get(i);
      if (value == null) {
        insert.setNull(i + 1, columns.get(i).kind().jdbcType());
      } else {
        columns.get(i).kind().bind(insert, i + 1, value);
      }
    }
  }

  String select() {
    return "SELECT "
        + columns.stream()
            .map(column -> column.kind().selected(column.name()))
            .collect(Collectors.joining(", "))
        + " FROM "
        + name;
  }
}
