package org.madoguchi.schema.internal;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;

/** What tables there are; databases write their names in different cases. */
final class Tables {
  private Tables() {}

  static boolean has(Connection connection, String name) throws SQLException {
    try (ResultSet tables =
        connection
            .getMetaData()
            .getTables(null, connection.getSchema(), null, new String[] {"TABLE"})) {
      while (tables.next()) {
        if (name.equalsIgnoreCase(tables.getString("TABLE_NAME"))) {
          return true;
        }
      }
      return false;
    }
  }
}
