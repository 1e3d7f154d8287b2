package org.madoguchi.archive.internal.offline;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.madoguchi.archive.internal.Refused;

/** Connections by the settings of the data source, outside the container. */
final class Databases {
  private static final String SHUT_DOWN = "08006";

  private Databases() {}

  static boolean isDerby(Properties settings) {
    return "derby".equals(settings.getProperty("osgi.jdbc.driver.name"));
  }

  /** Of a Derby that is there. */
  static Connection derby(String folder) throws SQLException {
    return DriverManager.getConnection("jdbc:derby:" + folder);
  }

  static Connection newDerby(String folder) throws SQLException {
    return DriverManager.getConnection("jdbc:derby:" + folder + ";create=true");
  }

  /** A Derby that is shut down when closed, whatever became of the work on it. */
  static Engine engine(String folder) {
    return () -> shutDownDerby(folder);
  }

  /** Of one Derby in this process. */
  interface Engine extends AutoCloseable {
    @Override
    void close() throws SQLException;
  }

  static void shutDownDerby(String folder) throws SQLException {
    try {
      DriverManager.getConnection("jdbc:derby:" + folder + ";shutdown=true");
    } catch (SQLException e) {
      // Derby reports success by an exception
      if (!SHUT_DOWN.equals(e.getSQLState())) {
        throw e;
      }
    }
  }

  static Connection server(Properties settings) throws SQLException, Refused {
    String url = settings.getProperty("url", "");
    if (!url.startsWith("jdbc:postgresql:")) {
      throw new Refused("no-postgresql");
    }
    Properties login = new Properties();
    login.setProperty("user", settings.getProperty("user", ""));
    login.setProperty("password", settings.getProperty("password", ""));
    try {
      return DriverManager.getConnection(url, login);
    } catch (SQLException e) {
      throw new Refused("database-away", e.getMessage());
    }
  }
}
