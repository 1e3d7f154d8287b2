package org.madoguchi.schema.internal;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Liquibase;
import liquibase.Scope;
import liquibase.UpdateSummaryEnum;
import liquibase.changelog.ChangeLogParameters;
import liquibase.changelog.DatabaseChangeLog;
import liquibase.database.Database;
import liquibase.database.DatabaseFactory;
import liquibase.database.core.DerbyDatabase;
import liquibase.database.core.PostgresDatabase;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.LiquibaseException;
import liquibase.lockservice.LockServiceFactory;
import liquibase.parser.ChangeLogParserFactory;
import liquibase.resource.ClassLoaderResourceAccessor;
import liquibase.ui.LoggerUIService;

/** Brings a database to the schema of this build. Works in the container and in a plain JVM. */
public final class Migrations {
  private static final String CHANGELOG = "db/changelog.xml";

  /** Names the advisory lock; any number that nobody else uses will do. */
  private static final long POSTGRES_LOCK = 0x6d61646f67756368L;

  private Migrations() {}

  /**
   * Applies what is missing; a second call changes nothing. Nodes that start together on PostgreSQL
   * wait for each other. The connection stays open and is in auto-commit mode afterwards.
   *
   * @throws SQLException when a change could not be applied; the changes before it stay
   */
  public static void apply(Connection connection) throws SQLException {
    connection.setAutoCommit(true);
    if (!AppliedChanges.areComplete(connection, CHANGELOG)) {
      apply(connection, change -> true);
    }
  }

  /**
   * Applies of what is missing only these: a database is made as an older build had it.
   *
   * @param changes as {@link #known} names them
   */
  public static void apply(Connection connection, Set<String> changes) throws SQLException {
    apply(connection, changes::contains);
  }

  /** The change sets of this build for any database, as path::id::author. */
  public static Set<String> known() throws SQLException {
    Set<String> known = new TreeSet<>();
    inScope(
        ours -> {
          // what is for one database only is not even read for the other
          for (Database database : List.of(new DerbyDatabase(), new PostgresDatabase())) {
            changeLog(database, ours)
                .getChangeSets()
                .forEach(change -> known.add(change.toString(false)));
          }
        });
    return known;
  }

  private static void apply(Connection connection, Predicate<String> wanted) throws SQLException {
    connection.setAutoCommit(true);
    boolean postgres =
        connection.getMetaData().getDatabaseProductName().equalsIgnoreCase("PostgreSQL");
    // Liquibase's own lock is a row that outlives a killed process and would block every later
    // start. The real lock
    // ends with its connection (embedded Derby admits one process anyway), so a leftover row can be
    // cleared.
    if (postgres) {
      call(connection, "SELECT pg_advisory_lock(" + POSTGRES_LOCK + ")");
    }
    try {
      inScope(ours -> run(connection, ours, wanted));
    } finally {
      if (!connection.getAutoCommit()) {
        connection.rollback();
        connection.setAutoCommit(true);
      }
      if (postgres) {
        call(connection, "SELECT pg_advisory_unlock(" + POSTGRES_LOCK + ")");
      }
    }
  }

  /** What is done with Liquibase. */
  private interface Work {
    void with(ClassLoaderResourceAccessor ours) throws LiquibaseException;
  }

  private static void inScope(Work work) throws SQLException {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    ClassLoader liquibase = Liquibase.class.getClassLoader();
    ClassLoaderResourceAccessor ours =
        new ClassLoaderResourceAccessor(Migrations.class.getClassLoader());
    thread.setContextClassLoader(liquibase);
    try {
      Scope.child(
          Map.of(
              Scope.Attr.classLoader.name(), liquibase,
              Scope.Attr.ui.name(), new LoggerUIService(),
              Scope.Attr.resourceAccessor.name(), ours),
          () -> work.with(ours));
    } catch (SQLException e) {
      throw e;
    } catch (Exception e) {
      throw new SQLException("schema migration failed: " + e.getMessage(), e);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private static void run(
      Connection connection, ClassLoaderResourceAccessor ours, Predicate<String> wanted)
      throws LiquibaseException {
    Database database =
        DatabaseFactory.getInstance()
            .findCorrectDatabaseImplementation(new JdbcConnection(connection));
    LockServiceFactory.getInstance().getLockService(database).forceReleaseLock();
    DatabaseChangeLog changes = changeLog(database, ours);
    changes.getChangeSets().removeIf(change -> !wanted.test(change.toString(false)));
    // Closing the Liquibase object would shut embedded Derby down.
    Liquibase migration = new Liquibase(changes, ours, database);
    migration.setShowSummary(UpdateSummaryEnum.OFF);
    migration.update(new Contexts(), new LabelExpression());
  }

  private static DatabaseChangeLog changeLog(Database database, ClassLoaderResourceAccessor ours)
      throws LiquibaseException {
    return ChangeLogParserFactory.getInstance()
        .getParser(CHANGELOG, ours)
        .parse(CHANGELOG, new ChangeLogParameters(database), ours);
  }

  private static void call(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet ignored = statement.executeQuery(sql)) {
      ignored.next();
    }
  }
}
