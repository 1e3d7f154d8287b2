package org.madoguchi.testing.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.madoguchi.schema.internal.Migrations;

/** One PostgreSQL per JVM. The schema is built once; every database starts as a copy of it. */
final class PostgresServer {
  private static final AtomicInteger COUNT = new AtomicInteger();
  private static EmbeddedPostgres server;

  private PostgresServer() {}

  static synchronized String create() throws SQLException, IOException {
    if (server == null) {
      server = start();
      execute("CREATE DATABASE template_madoguchi");
      try (Connection connection = DriverManager.getConnection(url("template_madoguchi"))) {
        Migrations.apply(connection);
      }
    }
    String name = "test" + COUNT.incrementAndGet();
    execute("CREATE DATABASE " + name + " TEMPLATE template_madoguchi");
    return url(name);
  }

  static synchronized void drop(String url) {
    String name = url.substring(url.lastIndexOf('/') + 1, url.indexOf('?'));
    try {
      execute("DROP DATABASE " + name + " WITH (FORCE)");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static EmbeddedPostgres start() throws IOException {
    return EmbeddedPostgres.builder()
        // ten seconds are too few for a machine that is busy with other things
        .setPGStartupWait(Duration.ofMinutes(2))
        .setServerConfig("max_connections", "200")
        .setServerConfig("shared_buffers", "64MB")
        // a test's data need not survive a power failure
        .setServerConfig("fsync", "off")
        .setServerConfig("full_page_writes", "off")
        .setLocaleConfig("locale", "C")
        .setLocaleConfig("encoding", "UTF8")
        .start();
  }

  private static void execute(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url("postgres"));
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String url(String database) {
    return "jdbc:postgresql://localhost:" + server.getPort() + "/" + database + "?user=postgres";
  }
}
