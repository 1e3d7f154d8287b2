package org.madoguchi.schema.internal;

import java.sql.Connection;
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
  @Override
  public void prepare(DataSource dataSource) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      Migrations.apply(connection);
    }
  }
}
