package org.madoguchi.archive.internal;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * The rows of a table as lines of UTF-8, columns apart by a tab, in the notation that PostgreSQL's
 * COPY reads: {@code \N} is null; backslash, tab, line feed and carriage return are escaped.
 */
public final class Rows {
  private static final int AT_ONCE = 500;

  private Rows() {}

  /**
   * Writes all rows, in no particular order and a few at a time.
   *
   * @param connection not in auto-commit mode, or PostgreSQL would read the whole table at once
   */
  public static Tally write(Connection connection, Table table, OutputStream out)
      throws SQLException, IOException {
    Tally.Counter counter = new Tally.Counter();
    try (Statement statement = connection.createStatement()) {
      statement.setFetchSize(AT_ONCE);
      try (ResultSet row = statement.executeQuery(table.select())) {
        while (row.next()) {
          byte[] line = line(row, table.columns()).getBytes(StandardCharsets.UTF_8);
          counter.add(line);
          out.write(line);
        }
      }
    }
    return counter.tally();
  }

  private static String line(ResultSet row, List<Table.Column> columns) throws SQLException {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < columns.size(); i++) {
      if (i > 0) {
        line.append('\t');
      }
      String value = row.getString(i + 1);
      if (value == null) {
        line.append("\\N");
      } else {
        escape(columns.get(i).kind().canonical(value), line);
      }
    }
    return line.append('\n').toString();
  }

  private static void escape(String value, StringBuilder line) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '\\' -> line.append("\\\\");
        case '\t' -> line.append("\\t");
        case '\n' -> line.append("\\n");
        case '\r' -> line.append("\\r");
        default -> line.append(c);
      }
    }
  }

  /** The values of a line without its end; null where the column is null. */
  public static List<String> values(String line) {
    List<String> values = new ArrayList<>();
    for (int from = 0; from <= line.length(); ) {
      int tab = line.indexOf('\t', from);
      int to = tab < 0 ? line.length() : tab;
      values.add(unescaped(line.substring(from, to)));
      from = to + 1;
    }
    return values;
  }

  private static String unescaped(String text) {
    if (text.equals("\\N")) {
      return null;
    }
    if (text.indexOf('\\') < 0) {
      return text;
    }
    StringBuilder value = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        i++;
        c =
            switch (text.charAt(i)) {
              case 't' -> '\t';
              case 'n' -> '\n';
              case 'r' -> '\r';
              default -> text.charAt(i);
            };
      }
      value.append(c);
    }
    return value.toString();
  }
}
