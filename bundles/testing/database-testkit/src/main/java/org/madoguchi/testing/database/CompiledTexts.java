package org.madoguchi.testing.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;

/**
 * How many texts of each statement Derby keeps compiled. Compiling takes longer than most
 * statements do: one whose text differs each time, because values stand in it, costs more than it
 * does. PostgreSQL keeps none.
 */
final class CompiledTexts {
  private static final String KEPT = "SELECT SQL_TEXT FROM SYSCS_DIAG.STATEMENT_CACHE";

  private CompiledTexts() {}

  static Map<String, Integer> byShape(DataSource derby) {
    Map<String, Integer> shapes = new TreeMap<>();
    try (Connection connection = derby.getConnection();
        Statement statement = connection.createStatement();
        ResultSet texts = statement.executeQuery(KEPT)) {
      while (texts.next()) {
        shapes.merge(shape(texts.getString(1)), 1, Integer::sum);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return shapes;
  }

  /** Without its values, and without the number of marks in a list. */
  private static String shape(String text) {
    return text.replaceAll("\\{ts '[^']*'}|'[^']*'", "?")
        .replaceAll("\\b\\d+\\b", "?")
        .replaceAll("\\?(,\\s*\\?)+", "?");
  }
}
