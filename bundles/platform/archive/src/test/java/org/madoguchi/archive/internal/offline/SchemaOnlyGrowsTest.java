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
  public void whateverHindersThePreviousBuildIsFoundOnDerby() throws Exception {
    String home = folder.getRoot().toPath().resolve("hindered").toString();
    try (Connection connection = SampleCity.derbyAt(home)) {
      hindrances(connection);
      found(
          connection,
          List.of("CREATE TABLE T (A INT, B INT)"),
          List.of(
              "CREATE TABLE T (A INT, B INT)",
              "CREATE TRIGGER G AFTER INSERT ON T FOR EACH ROW UPDATE T SET B = 1"),
          "newly ruled: T TRIGGER G");
      found(
          connection,
          List.of("CREATE TABLE T (A INT, B INT)"),
          List.of("CREATE TABLE T (A INT, B INT GENERATED ALWAYS AS (A + 1))"),
          "narrowed: T.B");
    } finally {
      Databases.shutDownDerby(home);
    }
  }

  @Test
  public void whateverHindersThePreviousBuildIsFoundOnPostgreSql() throws Exception {
    Installation city = SampleCity.empty(folder.getRoot().toPath().resolve("hindered"));
    Path settings = SampleCity.postgres(folder.getRoot().toPath());
    try (Connection connection = Databases.server(city.dataSource(settings))) {
      hindrances(connection);
      execute(
          connection,
          "CREATE FUNCTION F() RETURNS TRIGGER LANGUAGE PLPGSQL AS 'BEGIN RETURN NULL; END'");
      found(
          connection,
          List.of("CREATE TABLE T (A INT, B INT)"),
          List.of(
              "CREATE TABLE T (A INT, B INT)",
              "CREATE TRIGGER G BEFORE INSERT ON T FOR EACH ROW EXECUTE FUNCTION F()"),
          "newly ruled: T TRIGGER G");
      found(
          connection,
          List.of("CREATE TABLE T (A INT, B INT)"),
          List.of("CREATE TABLE T (A INT, B INT GENERATED ALWAYS AS (A + 1) STORED)"),
          "narrowed: T.B");
    }
  }

  private static void hindrances(Connection connection) throws SQLException {
    changed(connection, "A INT, B INT", "A INT", "removed: T.B");
    changed(connection, "A INT, B INT", "A INT, C INT", "removed: T.B");
    changed(connection, "B VARCHAR(20)", "B VARCHAR(10)", "narrowed: T.B");
    changed(connection, "B VARCHAR(20)", "B INT", "narrowed: T.B");
    changed(connection, "B INT", "B SMALLINT", "narrowed: T.B");
    changed(connection, "B INT", "B INT NOT NULL", "narrowed: T.B");
    changed(connection, "B INT NOT NULL", "B INT", "narrowed: T.B");
    changed(connection, "B INT DEFAULT 1 NOT NULL", "B INT NOT NULL", "narrowed: T.B");
    changed(connection, "A INT", "A INT, B INT NOT NULL", "new without a default: T.B");
    changed(connection, "A INT NOT NULL UNIQUE", "A INT NOT NULL", "no longer unique: T(A)");
    changed(connection, "A INT NOT NULL", "A INT NOT NULL UNIQUE", "newly unique: T(A)");
    changed(
        connection,
        "A INT NOT NULL PRIMARY KEY, B INT NOT NULL",
        "A INT NOT NULL, B INT NOT NULL, PRIMARY KEY (A, B)",
        "no longer unique: T(A)",
        "newly unique: T(A,B)");
    changed(connection, "A INT", "A INT, CONSTRAINT C CHECK (A > 0)", "newly ruled: T CHECK C");
    changed(connection, "A INT", "A INT DEFAULT 7");
    changed(connection, "B VARCHAR(20)", "B VARCHAR(30), C INT, D INT DEFAULT 1 NOT NULL");
    found(connection, List.of("CREATE TABLE T (A INT)"), List.of(), "removed: T.A");
    String t = "CREATE TABLE T (A INT NOT NULL PRIMARY KEY)";
    String u = "CREATE TABLE U (A INT NOT NULL UNIQUE, CHECK (A > 0))";
    found(connection, List.of(t), List.of(t, u));
    found(
        connection,
        List.of(t),
        List.of(t, "CREATE TABLE U (A INT REFERENCES T)"),
        "newly ruled: T IS REFERRED TO BY U");
    found(
        connection,
        List.of("CREATE TABLE T (A INT, B INT)"),
        List.of("CREATE TABLE T (A INT, B INT)", "CREATE UNIQUE INDEX I ON T (B)"),
        "newly unique: T(B)");
  }

  private static void changed(
      Connection connection, String before, String now, String... hindrances) throws SQLException {
    found(
        connection,
        List.of("CREATE TABLE T (" + before + ")"),
        List.of("CREATE TABLE T (" + now + ")"),
        hindrances);
  }

  private static void found(
      Connection connection, List<String> before, List<String> now, String... hindrances)
      throws SQLException {
    SchemaText older = SchemaText.parse(made(connection, before).lines());
    List<String> found = made(connection, now).hindrances(older);
    assertEquals(
        before + " to " + now,
        List.of(hindrances),
        found.stream().map(line -> line.replaceFirst(" was .*", "")).toList());
  }

  /** The schema with these statements alone; nothing is left of it. */
  private static SchemaText made(Connection connection, List<String> statements)
      throws SQLException {
    for (String statement : statements) {
      execute(connection, statement);
    }
    SchemaText text = SchemaText.of(connection);
    for (int i = statements.size() - 1; i >= 0; i--) {
      if (statements.get(i).startsWith("CREATE TABLE")) {
        execute(connection, "DROP TABLE " + statements.get(i).split(" ")[2]);
      }
    }
    return text;
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
