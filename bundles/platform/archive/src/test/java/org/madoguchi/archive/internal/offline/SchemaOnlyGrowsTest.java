package org.madoguchi.archive.internal.offline;

import static org.junit.Assert.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.madoguchi.archive.internal.Installation;
import org.madoguchi.schema.internal.Migrations;

/**
 * While nodes are exchanged one by one, the previous build works on the schema of this one: it may
 * only add. What the previous build relies on is kept as a text beside; see the README there.
 */
public class SchemaOnlyGrowsTest {
  private static final Path PREVIOUS = Path.of("src/test/resources/previous-schema");

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  @Test
  public void thePreviousBuildWorksOnTheSchemaOnDerby() throws Exception {
    String home = folder.getRoot().toPath().resolve("derby").toString();
    try (Connection connection = SampleCity.derbyAt(home)) {
      compare(connection, "derby.txt");
    } finally {
      Databases.shutDownDerby(home);
    }
  }

  @Test
  public void thePreviousBuildWorksOnTheSchemaOnPostgreSql() throws Exception {
    Installation city = SampleCity.empty(folder.getRoot().toPath().resolve("city"));
    Path settings = SampleCity.postgres(folder.getRoot().toPath());
    try (Connection connection = Databases.server(city.dataSource(settings))) {
      compare(connection, "postgresql.txt");
    }
  }

  @Test
  public void whatHindersThePreviousBuildIsFound() throws Exception {
    String home = folder.getRoot().toPath().resolve("hindered").toString();
    try (Connection connection = SampleCity.derbyAt(home)) {
      execute(
          connection,
          "CREATE TABLE T (A INT NOT NULL, B VARCHAR(20), C VARCHAR(20), D INT, E INT NOT NULL"
              + " UNIQUE)");
      SchemaText older = SchemaText.parse(SchemaText.of(connection).lines());
      execute(connection, "DROP TABLE T");
      execute(
          connection,
          "CREATE TABLE T (A INT, B VARCHAR(10), C VARCHAR(40) NOT NULL UNIQUE, E INT NOT NULL,"
              + " F INT NOT NULL, G INT NOT NULL DEFAULT 1, H INT)");
      assertEquals(
          List.of(
              "narrowed: T.A was INTEGER 10 not-null, is INTEGER 10 null",
              "narrowed: T.B was VARCHAR 20 null, is VARCHAR 10 null",
              "narrowed: T.C was VARCHAR 20 null, is VARCHAR 40 not-null",
              "removed: T.D",
              "new without a default: T.F",
              "no longer unique: T(E)",
              "newly unique: T(C)"),
          SchemaText.of(connection).hindrances(older));
    } finally {
      Databases.shutDownDerby(home);
    }
  }

  private static void compare(Connection connection, String name) throws Exception {
    Migrations.apply(connection);
    SchemaText now = SchemaText.of(connection);
    String write = System.getProperty("schema.write", "");
    if (!write.isEmpty()) {
      Files.createDirectories(Path.of(write));
      Files.write(Path.of(write).resolve(name), now.lines());
      return;
    }
    SchemaText previous = SchemaText.parse(Files.readAllLines(PREVIOUS.resolve(name)));
    assertEquals(List.of(), now.hindrances(previous));
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
