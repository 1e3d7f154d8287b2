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
import org.madoguchi.itests.instance.PostgreSql.Database;
import org.madoguchi.kernel.testkit.FreePorts;

/** A server whose disk can be full. */
final class OwnPostgreSql implements AutoCloseable {
  /** Enough to use up what is left of a write-ahead log that was made before the disk was full. */
  private static final int MOST_SEGMENTS = 500;

  /** As long as it is there, no file of the log is used again. */
  private static final String KEEPS_LOG = "keeps_log";

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
            // it may have to recover first
            .setPGStartupWait(Duration.ofMinutes(2))
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

  /** Fills the disk; the server panics when its log wants a new file. */
  void panicOn(SmallMount disk) throws IOException, SQLException {
    // one connection all the time: a new one may want room for a file of its own
    try (Connection connection = database().connect();
        Statement statement = connection.createStatement()) {
      statement.execute("SELECT pg_create_physical_replication_slot('" + KEEPS_LOG + "', true)");
      disk.fill();
      fillLog(statement);
    }
  }

  private static void fillLog(Statement statement) {
    SQLException last = null;
    for (int i = 0; i < MOST_SEGMENTS; i++) {
      try {
        // something to be logged that needs no room elsewhere
        statement.execute("SELECT pg_logical_emit_message(false, 'full', 'disk')");
        statement.execute("SELECT pg_switch_wal()");
      } catch (SQLException e) {
        if (e.getSQLState().startsWith("08") || e.getSQLState().startsWith("57")) {
          return;
        }
        last = e;
      }
    }
    throw new AssertionError("it never panicked", last);
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
    await("its log is as long as always").until(this::lettingGoOfLog);
  }

  private boolean lettingGoOfLog() throws SQLException {
    try (Connection connection = database().connect();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots"
              + " WHERE slot_name = '"
              + KEEPS_LOG
              + "'");
      return true;
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
