package org.madoguchi.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.madoguchi.benchmarks.load.Load;

/** What the machine, its database and its HTTP server can do without the product. */
final class Floors {
  private static final String SCENARIO = "floors";

  private final Sizes sizes;
  private final Results results;
  private final Path work;

  Floors(Sizes sizes, Results results, Path work) {
    this.sizes = sizes;
    this.results = results;
    this.work = work;
  }

  /** One transaction: a row as wide as a ticket's, a row as wide as an event's, committed. */
  void commits(Optional<Postgres> postgres) throws IOException {
    String database = postgres.isPresent() ? "postgresql" : "derby";
    try {
      createTables(postgres);
      AtomicLong ids = new AtomicLong();
      for (int threads : new int[] {1, 8}) {
        List<Load.Operation> clients = new ArrayList<>();
        List<Connection> open = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
          Connection connection = connect(postgres);
          open.add(connection);
          clients.add(writer(connection, ids));
        }
        Load.Measured measured = Load.closed(clients, sizes.warmUp(), sizes.time());
        for (Connection connection : open) {
          connection.close();
        }
        results.add(
            SCENARIO,
            new Results.Row(
                "commit-" + threads,
                "floor: ticket row + event row committed by bare JDBC, "
                    + people(threads, "thread"),
                database,
                Results.rate(measured),
                "",
                "",
                Results.numbers(measured)));
      }
    } catch (SQLException e) {
      throw new IOException(e);
    }
  }

  static String people(int count, String of) {
    return count == 1 ? "one " + of : count + " " + of + "s";
  }

  private Connection connect(Optional<Postgres> postgres) throws SQLException {
    Connection connection =
        postgres.isPresent()
            ? postgres.get().connect("floor")
            : DriverManager.getConnection("jdbc:derby:" + work.resolve("floor") + ";create=true");
    connection.setAutoCommit(false);
    return connection;
  }

  private void createTables(Optional<Postgres> postgres) throws SQLException {
    try (Connection connection = connect(postgres);
        Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TABLE T (ID BIGINT NOT NULL PRIMARY KEY, MUNICIPALITY VARCHAR(32),"
              + " SERIAL BIGINT, STATUS VARCHAR(20), SUBJECT VARCHAR(500), CITIZEN VARCHAR(200),"
              + " CREATED_AT TIMESTAMP, UPDATED_AT TIMESTAMP)");
      statement.execute("CREATE UNIQUE INDEX UT ON T (MUNICIPALITY, SERIAL)");
      statement.execute(
          "CREATE TABLE E (ID BIGINT NOT NULL PRIMARY KEY, AGGREGATE VARCHAR(100),"
              + " SEQUENCE BIGINT, TYPE VARCHAR(80), PAYLOAD VARCHAR(4000), OCCURRED_AT TIMESTAMP)");
      statement.execute("CREATE UNIQUE INDEX UE ON E (AGGREGATE, SEQUENCE)");
      connection.commit();
    }
  }

  private static Load.Operation writer(Connection connection, AtomicLong ids) throws SQLException {
    PreparedStatement ticket =
        connection.prepareStatement("INSERT INTO T VALUES (?,?,?,?,?,?,?,?)");
    PreparedStatement event = connection.prepareStatement("INSERT INTO E VALUES (?,?,?,?,?,?)");
    return () -> {
      try {
        write(ids.incrementAndGet(), ticket, event);
        connection.commit();
      } catch (SQLException e) {
        throw new IOException(e);
      }
    };
  }

  private static void write(long id, PreparedStatement ticket, PreparedStatement event)
      throws SQLException {
    Timestamp now = new Timestamp(System.currentTimeMillis());
    ticket.setLong(1, id);
    ticket.setString(2, "bench");
    ticket.setLong(3, id);
    ticket.setString(4, "OPEN");
    ticket.setString(5, "住民票の写しの請求について教えてください");
    ticket.setString(6, "佐藤 美咲");
    ticket.setTimestamp(7, now);
    ticket.setTimestamp(8, now);
    ticket.executeUpdate();
    event.setLong(1, id);
    event.setString(2, "bench-2026-" + id);
    event.setLong(3, 1);
    event.setString(4, "TicketOpened");
    event.setString(5, "{\"kind\":\"INQUIRY\",\"channel\":\"phone\",\"entry\":" + id + "}");
    event.setTimestamp(6, now);
    event.executeUpdate();
  }

  /** Our own generator against bare Jetty in another process; shows what the generator can do. */
  void http(int port) throws IOException {
    Process server =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElse("java"),
                "-cp",
                System.getProperty("java.class.path"),
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                BareHttp.class.getName(),
                "" + port)
            .redirectErrorStream(true)
            .redirectOutput(work.resolve("bare-http.log").toFile())
            .start();
    try {
      awaitOpen(port, server);
      byte[] request =
          "GET /x HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
      for (int clients : new int[] {1, 8}) {
        List<Load.Operation> operations = new ArrayList<>();
        for (int i = 0; i < clients; i++) {
          var connection = new org.madoguchi.benchmarks.load.Connection(port);
          operations.add(() -> connection.send(request));
        }
        Load.Measured measured = Load.closed(operations, sizes.warmUp(), sizes.time());
        Map<String, Object> numbers = Results.numbers(measured);
        results.add(
            SCENARIO,
            new Results.Row(
                "http-" + clients,
                "floor: bare Jetty answering 2 kB, " + people(clients, "client"),
                "",
                Results.rate(measured)
                    + String.format(
                        ", generator %.0f µs of processor each", measured.generatorMicros()),
                "",
                "",
                numbers));
      }
    } finally {
      server.destroyForcibly();
    }
  }

  private static void awaitOpen(int port, Process server) throws IOException {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (true) {
      try (var connection = new org.madoguchi.benchmarks.load.Connection(port)) {
        return;
      } catch (IOException e) {
        if (!server.isAlive() || System.nanoTime() > until) {
          throw e;
        }
        Waiting.millis(50);
      }
    }
  }
}
