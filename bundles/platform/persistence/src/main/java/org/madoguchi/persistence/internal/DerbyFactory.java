package org.madoguchi.persistence.internal;

import java.nio.file.Path;
import java.sql.Driver;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Map;
import java.util.Properties;
import javax.sql.ConnectionPoolDataSource;
import javax.sql.DataSource;
import javax.sql.XADataSource;
import org.apache.derby.jdbc.EmbeddedDataSource;
import org.apache.derby.jdbc.EmbeddedDriver;
import org.madoguchi.persistence.internal.GuardedDerby.Away;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.jdbc.DataSourceFactory;

/** Derby for the settings of the data source, guarded against a full disk. */
@Component(
    service = {DataSourceFactory.class, DerbyFactory.class},
    property = {
      DataSourceFactory.OSGI_JDBC_DRIVER_NAME + "=derby",
      DataSourceFactory.OSGI_JDBC_DRIVER_CLASS + "=org.apache.derby.jdbc.EmbeddedDriver"
    })
public final class DerbyFactory implements DataSourceFactory {
  private static final String CREATE = "createDatabase";
  private static final String LOG = "derby.stream.error.";
  private static final long LOOK_MILLIS = 1_000;

  /** Enough for Derby to recover and to write its first log files. */
  private static final int ROOM_MEBIBYTES = 4;

  /** Settings that change make another one. */
  private GuardedDerby given;

  @Activate
  public DerbyFactory(BundleContext context) {
    String folder = context.getProperty("karaf.log");
    if (folder != null) {
      boundLog(folder);
    }
  }

  /**
   * Derby writes a page for each thing that fails, by itself into one file without end. Whoever set
   * where its log goes has it there.
   */
  private static void boundLog(String folder) {
    if (System.getProperties().stringPropertyNames().stream().anyMatch(k -> k.startsWith(LOG))) {
      return;
    }
    Map.of(
            "style", "rollingFile",
            "rollingFile.pattern", folder.replace("%", "%%") + "/derby-%g.log",
            "rollingFile.limit", "2000000",
            "rollingFile.count", "5")
        .forEach((key, value) -> System.setProperty(LOG + key, value));
  }

  @Override
  public synchronized DataSource createDataSource(Properties settings) throws SQLException {
    String name = settings.getProperty(JDBC_DATABASE_NAME, "");
    if (name.isEmpty()) {
      throw new SQLException("Derby needs the setting " + JDBC_DATABASE_NAME);
    }
    EmbeddedDataSource derby = new EmbeddedDataSource();
    derby.setDatabaseName(name);
    derby.setCreateDatabase(settings.getProperty(CREATE));
    Path folder = Path.of(name).toAbsolutePath().getParent();
    close();
    given = new GuardedDerby(derby, new Room(folder, ROOM_MEBIBYTES), LOOK_MILLIS);
    return given;
  }

  @Override
  public ConnectionPoolDataSource createConnectionPoolDataSource(Properties settings)
      throws SQLException {
    throw new SQLFeatureNotSupportedException("Derby is not pooled by itself here");
  }

  @Override
  public XADataSource createXADataSource(Properties settings) throws SQLException {
    throw new SQLFeatureNotSupportedException("no transaction here has two resources");
  }

  @Override
  public Driver createDriver(Properties settings) {
    return new EmbeddedDriver();
  }

  /** Why the database of the settings does not run; means nothing while it answers. */
  synchronized Away away() {
    return given == null ? Away.ENDED : given.away();
  }

  @Deactivate
  public synchronized void close() {
    if (given != null) {
      given.close();
    }
  }
}
