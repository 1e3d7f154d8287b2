package org.madoguchi.benchmarks;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** A PostgreSQL of our own that keeps its promises: every commit is on the disk. */
final class Postgres implements AutoCloseable {
  private final EmbeddedPostgres server;

  Postgres(Path folder) throws IOException {
    Files.createDirectories(folder);
    server =
        EmbeddedPostgres.builder()
            .setDataDirectory(folder.resolve("data"))
            .setCleanDataDirectory(true)
            .setPGStartupWait(Duration.ofMinutes(1))
            // the library switches these off for tests; later settings win
            .setServerConfig("fsync", "on")
            .setServerConfig("synchronous_commit", "on")
            .setServerConfig("full_page_writes", "on")
            .setServerConfig("shared_buffers", "512MB")
            .setServerConfig("max_wal_size", "4GB")
            .start();
    execute("postgres", "CREATE DATABASE madoguchi ENCODING 'UTF8' TEMPLATE template0");
    execute("postgres", "CREATE DATABASE floor ENCODING 'UTF8' TEMPLATE template0");
  }

  String url(String database) {
    return server.getJdbcUrl("postgres", database);
  }

  Connection connect(String database) throws SQLException {
    return server.getDatabase("postgres", database).getConnection();
  }

  /** As stored, indexes included. */
  long bytes() throws IOException {
    try (Connection connection = connect("madoguchi");
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT pg_database_size('madoguchi')")) {
      row.next();
      return row.getLong(1);
    } catch (SQLException e) {
      throw new IOException(e);
    }
  }

  /** Version and settings, as it says itself. */
  String about() throws IOException {
    try (Connection connection = connect("postgres");
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT current_setting('server_version') || ', fsync ' || current_setting('fsync')"
                    + " || ', synchronous_commit ' || current_setting('synchronous_commit')")) {
      row.next();
      return row.getString(1);
    } catch (SQLException e) {
      throw new IOException(e);
    }
  }

  private void execute(String database, String sql) throws IOException {
    try (Connection connection = connect(database);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
