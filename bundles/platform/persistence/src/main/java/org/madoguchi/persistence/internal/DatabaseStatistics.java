package org.madoguchi.persistence.internal;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.madoguchi.kernel.store.TableStatistics;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Asks PostgreSQL; Derby looks at an index anew when its table has grown by half. */
@Component(service = TableStatistics.class)
public final class DatabaseStatistics implements TableStatistics {
  private final DataSource dataSource;

  @Activate
  public DatabaseStatistics(
      @Reference(target = "(osgi.jndi.service.name=madoguchi)") DataSource dataSource) {
    this.dataSource = dataSource;
  }

  @Override
  public void gather() {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      if (connection.getMetaData().getDatabaseProductName().equals("PostgreSQL")) {
        connection.setAutoCommit(true);
        statement.execute("ANALYZE");
      }
    } catch (SQLException e) {
      throw new IllegalStateException("statistics of the tables could not be gathered", e);
    }
  }
}
