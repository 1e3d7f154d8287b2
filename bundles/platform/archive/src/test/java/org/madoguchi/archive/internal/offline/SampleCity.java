package org.madoguchi.archive.internal.offline;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.madoguchi.archive.internal.Installation;
import org.madoguchi.persistence.internal.FileBlobStore;
import org.madoguchi.schema.internal.Migrations;

/** Installations without software: settings, a database with awkward rows, stored content. */
final class SampleCity {
  static final String NASTY = "タブ\t改行\r\n逆斜線\\ \\N 髙﨑𠮷 \u0001 終";

  private static final AtomicInteger DATABASES = new AtomicInteger();
  private static EmbeddedPostgres server;

  static {
    System.setProperty("derby.stream.error.file", "/dev/null");
  }

  private SampleCity() {}

  /** On Derby. */
  static Installation at(Path home) throws SQLException, IOException {
    Installation city = empty(home);
    try (Connection connection = Databases.newDerby(derby(city))) {
      Migrations.apply(connection);
      fill(connection);
    }
    Databases.shutDownDerby(derby(city));
    new FileBlobStore(city.blobs(), Clock.systemUTC())
        .put(new ByteArrayInputStream("添付".getBytes(StandardCharsets.UTF_8)), 100);
    Files.writeString(city.etc().resolve("org.madoguchi.channel.mail-mihon.cfg"), "password=x\n");
    Files.writeString(city.etc().resolve("startup.properties"), "of the build that was saved\n");
    return city;
  }

  /** A new and empty Derby. */
  static Connection derbyAt(String folder) throws SQLException {
    return Databases.newDerby(folder);
  }

  /** With settings for Derby and nothing else. */
  static Installation empty(Path home) throws IOException {
    Installation city = new Installation(home);
    Files.createDirectories(city.etc());
    Files.createDirectories(city.data());
    Files.writeString(
        city.dataSourceFile(),
        "osgi.jdbc.driver.name=derby\ndatabaseName=${karaf.data}/derby/madoguchi\n");
    Files.writeString(city.etc().resolve("startup.properties"), "of this build\n");
    return city;
  }

  static String derby(Installation city) {
    return city.data().resolve("derby/madoguchi").toString();
  }

  private static void fill(Connection connection) throws SQLException {
    try (PreparedStatement text =
        connection.prepareStatement(
            "INSERT INTO TICKET_ENTRY_TEXT (ENTRY_ID, BODY, HTML) VALUES (?, ?, ?)")) {
      for (int i = 1; i <= 1_200; i++) {
        text.setLong(1, i);
        text.setString(2, NASTY.repeat(i == 7 ? 10_000 : 1));
        text.setString(3, i % 2 == 0 ? "" : "<p>" + i + "</p>");
        text.executeUpdate();
      }
    }
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "INSERT INTO CHANNEL_INSTANCE (NAME, KIND, MUNICIPALITY, ADDRESS, SENDS, SEEN_AT) VALUES"
              + " ('a', 'mail', 'mihon', 'a@example', true, '2026-03-29 02:30:00.123456'),"
              + " ('b', 'mail', 'mihon', '', false, '9999-12-31 00:00:00')");
      statement.execute(
          "INSERT INTO EVENT_LOG (ID, STREAM, AGGREGATE, SEQUENCE, TYPE, VERSION, PAYLOAD,"
              + " MUNICIPALITY, SECTION, CONFIDENTIALITY, ACTOR, OCCURRED_AT, POSITION) VALUES"
              + " (1, 's', 'a', 1, 't', 1, '{}', 'mihon', '', 0, 'x', '2026-11-20 00:30:00', 1),"
              + " (2, 's', 'a', 2, 't', 1, '{}', 'mihon', '', 0, 'x', '2026-11-20 00:30:01', NULL)");
      statement.execute("UPDATE EVENT_HEAD SET LAST_POSITION = 1");
      statement.execute("INSERT INTO LEASE (NAME, HOLDER, TERM, MILLIS) VALUES ('l', 'h', 1, 9)");
      statement.execute("INSERT INTO ID_BLOCK (SERIES, NEXT_ID) VALUES ('ticket', 4711)");
    }
  }

  /** Settings for a new and empty database on a real PostgreSQL. */
  static synchronized Path postgres(Path folder) throws IOException, SQLException {
    if (server == null) {
      server =
          EmbeddedPostgres.builder()
              .setPGStartupWait(Duration.ofMinutes(2))
              .setServerConfig("fsync", "off")
              .setLocaleConfig("locale", "C")
              .setLocaleConfig("encoding", "UTF8")
              .start();
    }
    String name = "city" + DATABASES.incrementAndGet();
    String url = "jdbc:postgresql://localhost:" + server.getPort() + "/";
    try (Connection connection = DriverManager.getConnection(url + "postgres", "postgres", "");
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name);
    }
    return Files.writeString(
        folder.resolve(name + ".cfg"), "url=" + url + name + "\nuser=postgres\npassword=any\n");
  }
}
