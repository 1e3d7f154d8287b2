package org.madoguchi.archive.internal.offline;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
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
import org.madoguchi.archive.internal.Snapshot;
import org.madoguchi.archive.internal.Table;

/**
 * What a build relies on in a schema, one line for each column, each unique key and each other rule
 * (check, reference, trigger) that a table is under.
 */
record SchemaText(Map<String, Column> columns, Set<String> uniqueKeys, Set<String> rules) {
  private static final String UNIQUE = "unique ";
  private static final String RULE = "rule ";

  private static final List<String> DERBY_RULES =
      List.of(
          "SELECT T.TABLENAME, 'check ' || C.CONSTRAINTNAME FROM SYS.SYSCONSTRAINTS C"
              + " JOIN SYS.SYSTABLES T ON T.TABLEID = C.TABLEID WHERE C.TYPE = 'C'",
          "SELECT T.TABLENAME, 'trigger ' || G.TRIGGERNAME FROM SYS.SYSTRIGGERS G"
              + " JOIN SYS.SYSTABLES T ON T.TABLEID = G.TABLEID");
  private static final List<String> SERVER_RULES =
      List.of(
          "SELECT T.RELNAME, 'check ' || C.CONNAME FROM PG_CONSTRAINT C"
              + " JOIN PG_CLASS T ON T.OID = C.CONRELID WHERE C.CONTYPE IN ('c', 'x')"
              + " AND T.RELNAMESPACE = CURRENT_SCHEMA()::REGNAMESPACE",
          "SELECT T.RELNAME, 'trigger ' || G.TGNAME FROM PG_TRIGGER G"
              + " JOIN PG_CLASS T ON T.OID = G.TGRELID WHERE NOT G.TGISINTERNAL"
              + " AND T.RELNAMESPACE = CURRENT_SCHEMA()::REGNAMESPACE");

  /**
   * A column.
   *
   * @param type as the database calls it
   */
  record Column(String type, long size, boolean nullable, boolean hasDefault) {
    private static Column parse(String[] words) {
      return new Column(
          words[1],
          Long.parseLong(words[2]),
          words[3].equals("null"),
          words.length > 4 && words[4].equals("default"));
    }

    private String text() {
      return type
          + " "
          + size
          + (nullable ? " null" : " not-null")
          + (hasDefault ? " default" : "");
    }

    /** Whether who knows this one can write and read that one. */
    boolean contains(Column older) {
      return type.equals(older.type)
          && size >= older.size
          && nullable == older.nullable
          && (hasDefault || !older.hasDefault);
    }
  }

  static SchemaText of(Connection connection) throws SQLException {
    Map<String, Column> columns = new TreeMap<>();
    Set<String> unique = new TreeSet<>();
    Set<String> rules = new TreeSet<>();
    DatabaseMetaData meta = connection.getMetaData();
    String schema = connection.getSchema();
    for (String table : Table.names(connection)) {
      if (table.toUpperCase(Locale.ROOT).startsWith("DATABASECHANGELOG")) {
        continue;
      }
      try (ResultSet row = meta.getColumns(null, schema, table, null)) {
        while (row.next()) {
          columns.put(
              upper(table + "." + row.getString("COLUMN_NAME")),
              new Column(
                  row.getString("TYPE_NAME").replace(' ', '-') + generated(row),
                  row.getLong("COLUMN_SIZE"),
                  row.getInt("NULLABLE") != DatabaseMetaData.columnNoNulls,
                  row.getString("COLUMN_DEF") != null));
        }
      }
      unique.addAll(uniqueKeys(meta, schema, table));
      try (ResultSet row = meta.getImportedKeys(null, schema, table)) {
        while (row.next()) {
          String other = row.getString("PKTABLE_NAME");
          rules.add(upper(table + " refers to " + other));
          rules.add(upper(other + " is referred to by " + table));
        }
      }
    }
    for (String query : Snapshot.isDerby(connection) ? DERBY_RULES : SERVER_RULES) {
      try (Statement statement = connection.createStatement();
          ResultSet row = statement.executeQuery(query)) {
        while (row.next()) {
          rules.add(upper(row.getString(1) + " " + row.getString(2)));
        }
      }
    }
    return new SchemaText(columns, unique, rules);
  }

  /** Whoever writes such a column is refused. */
  private static String generated(ResultSet column) throws SQLException {
    return "YES".equals(column.getString("IS_GENERATEDCOLUMN")) ? "-generated" : "";
  }

  private static Set<String> uniqueKeys(DatabaseMetaData meta, String schema, String table)
      throws SQLException {
    Map<String, List<String>> keys = new TreeMap<>();
    try (ResultSet row = meta.getIndexInfo(null, schema, table, true, true)) {
      while (row.next()) {
        if (row.getString("INDEX_NAME") != null) {
          keys.computeIfAbsent(row.getString("INDEX_NAME"), name -> new ArrayList<>())
              .add(row.getString("COLUMN_NAME"));
        }
      }
    }
    return keys.values().stream()
        .map(
            key ->
                upper(table + "(" + key.stream().sorted().collect(Collectors.joining(","))) + ")")
        .collect(Collectors.toSet());
  }

  private static String upper(String name) {
    return name.toUpperCase(Locale.ROOT);
  }

  static SchemaText parse(List<String> lines) {
    Map<String, Column> columns = new TreeMap<>();
    Set<String> unique = new TreeSet<>();
    Set<String> rules = new TreeSet<>();
    for (String line : lines) {
      if (line.startsWith(UNIQUE)) {
        unique.add(line.substring(UNIQUE.length()));
      } else if (line.startsWith(RULE)) {
        rules.add(line.substring(RULE.length()));
      } else {
        String[] words = line.split(" ");
        columns.put(words[0], Column.parse(words));
      }
    }
    return new SchemaText(columns, unique, rules);
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    columns.forEach((name, column) -> lines.add(name + " " + column.text()));
    uniqueKeys.forEach(key -> lines.add(UNIQUE + key));
    rules.forEach(rule -> lines.add(RULE + rule));
    return lines;
  }

  /** What would hinder a build that knows the older one only; nothing when this one only adds. */
  List<String> hindrances(SchemaText older) {
    List<String> found = new ArrayList<>();
    older.columns.forEach(
        (name, column) -> {
          Column now = columns.get(name);
          if (now == null) {
            found.add("removed: " + name);
          } else if (!now.contains(column)) {
            found.add("narrowed: " + name + " was " + column.text() + ", is " + now.text());
          }
        });
    Set<String> olderTables =
        older.columns.keySet().stream().map(SchemaText::table).collect(Collectors.toSet());
    columns.forEach(
        (name, column) -> {
          boolean added = !older.columns.containsKey(name) && olderTables.contains(table(name));
          if (added && !column.nullable() && !column.hasDefault()) {
            found.add("new without a default: " + name);
          }
        });
    for (String key : older.uniqueKeys) {
      if (!uniqueKeys.contains(key)) {
        found.add("no longer unique: " + key);
      }
    }
    for (String key : uniqueKeys) {
      if (!older.uniqueKeys.contains(key) && olderTables.contains(table(key))) {
        found.add("newly unique: " + key);
      }
    }
    for (String rule : rules) {
      if (!older.rules.contains(rule) && olderTables.contains(table(rule))) {
        found.add("newly ruled: " + rule);
      }
    }
    return found;
  }

  private static String table(String name) {
    return name.replaceFirst("[.( ].*", "");
  }
}
