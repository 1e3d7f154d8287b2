package org.madoguchi.itests.instance;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A real PostgreSQL, as durable as in production, started with the first database that is asked for
 * and ended with the JVM of the build.
 */
public final class PostgreSql {
  private static final AtomicInteger COUNT = new AtomicInteger();
  private static EmbeddedPostgres server;

  private PostgreSql() {}

  /** A new and empty database. */
  public static synchronized Database create() {
    try {
      if (server == null) {
        server =
            EmbeddedPostgres.builder()
                // ten seconds are too few for a machine that is busy with other things
                .setPGStartupWait(Duration.ofMinutes(2))
                .setServerConfig("max_connections", "200")
                // off by this library's default
                .setServerConfig("fsync", "on")
                .setLocaleConfig("locale", "C")
                .setLocaleConfig("encoding", "UTF8")
                .start();
      }
      String name = "desk" + COUNT.incrementAndGet();
      try (Connection connection = DriverManager.getConnection(url("postgres"), "postgres", "");
          Statement statement = connection.createStatement()) {
        statement.execute("CREATE DATABASE " + name);
      }
      return new Database(url(name), "postgres", "any");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (SQLException e) {
      throw new IllegalStateException("no database on PostgreSQL", e);
    }
  }

  private static String url(String database) {
    return "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/" + database;
  }

  /** What the data source's settings name. */
  public record Database(String url, String user, String password) {

    /**
     * The data source's settings as {@code docs/how-to/postgresql.md} tells to write them.
     *
     * @param example the file that comes with the distribution
     */
    public String settings(Path example) {
      try {
        return Files.readString(example)
            .replaceFirst("(?m)^url=.*$", "url=" + url)
            .replaceFirst("(?m)^user=.*$", "user=" + user)
            .replaceFirst("(?m)^password=.*$", "password=" + password);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    public Connection connect() throws SQLException {
      return DriverManager.getConnection(url, user, password);
    }
  }
}
