package org.madoguchi.itests.durability;

import static org.madoguchi.itests.container.Waiting.await;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.madoguchi.itests.FreePorts;
import org.madoguchi.itests.instance.PostgreSql.Database;

/** A server whose disk can be full. */
final class OwnPostgreSql implements AutoCloseable {
  /** Enough to fill what is left of a write-ahead log that was made before the disk was full. */
  private static final int MOST_SEGMENTS = 500;

  private final Path folder;
  private final int port = FreePorts.next();
  private EmbeddedPostgres server;

  OwnPostgreSql(Path disk) throws IOException {
    folder = disk.resolve("postgresql");
    start();
  }

  private void start() throws IOException {
    server =
        EmbeddedPostgres.builder()
            .setDataDirectory(folder)
            .setCleanDataDirectory(false)
            .setPort(port)
            .setServerConfig("max_connections", "100")
            // careless: the last commits before a panic are lost unless whoever commits asks for
            // more
            .setServerConfig("synchronous_commit", "off")
            .setServerConfig("wal_writer_delay", "10s")
            .setServerConfig("min_wal_size", "32MB")
            .setServerConfig("max_wal_size", "64MB")
            .setLocaleConfig("locale", "C")
            .setLocaleConfig("encoding", "UTF8")
            .start();
  }

  Database database() {
    return new Database("jdbc:postgresql://127.0.0.1:" + port + "/postgres", "postgres", "any");
  }

  /** With a full disk it panics when its log wants a new file. */
  void panic() {
    for (int i = 0; i < MOST_SEGMENTS; i++) {
      try (Connection connection = database().connect();
          Statement statement = connection.createStatement()) {
        // something to be logged that needs no room elsewhere
        statement.execute("SELECT pg_logical_emit_message(false, 'full', 'disk')");
        statement.execute("SELECT pg_switch_wal()");
      } catch (SQLException e) {
        if (e.getSQLState().startsWith("08") || e.getSQLState().startsWith("57")) {
          return;
        }
      }
    }
    throw new AssertionError("it never panicked");
  }

  /** As by a power cut, but for the disk. */
  void crash() throws IOException {
    String postmaster = Files.readAllLines(folder.resolve("postmaster.pid")).get(0);
    new ProcessBuilder("kill", "-QUIT", postmaster).inheritIO().start().onExit().join();
  }

  /** It recovers by itself, or, having ended, is started again as by whoever watches it. */
  void awaitBack() throws IOException {
    try {
      await("recovered").atMost(Duration.ofSeconds(5)).until(this::answers);
    } catch (AssertionError e) {
      server.close();
      start();
    }
  }

  private boolean answers() throws SQLException {
    try (Connection connection = database().connect()) {
      return connection.isValid(1);
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
