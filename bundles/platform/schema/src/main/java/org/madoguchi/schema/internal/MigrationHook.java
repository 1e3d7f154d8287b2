package org.madoguchi.schema.internal;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.ops4j.pax.jdbc.hook.PreHook;
import org.osgi.service.component.annotations.Component;

/**
 * Called by pax-jdbc before it publishes the data source (setting {@code
 * ops4j.preHook=madoguchi-schema}), so that nobody ever meets a schema older than the code.
 */
@Component(property = "name=madoguchi-schema")
public final class MigrationHook implements PreHook {
  /** The mark of the bundle madoguchi-archive. */
  private static final String FILLING = "ARCHIVE_FILLING";

  @Override
  public void prepare(DataSource dataSource) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      refuseHalfFilled(connection);
      Migrations.apply(connection);
    }
  }

  /** A restore or a move that was interrupted leaves a database that must not be worked on. */
  private static void refuseHalfFilled(Connection connection) throws SQLException {
    try (ResultSet tables =
        connection
            .getMetaData()
            .getTables(null, connection.getSchema(), null, new String[] {"TABLE"})) {
      while (tables.next()) {
        if (FILLING.equalsIgnoreCase(tables.getString("TABLE_NAME"))) {
          throw new SQLException(
              "the database is half filled: a restore or a move was interrupted, repeat it");
        }
      }
    }
  }
}
