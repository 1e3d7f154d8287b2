package org.madoguchi.archive.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * One moment of a database that goes on changing. PostgreSQL keeps it for a transaction; Derby,
 * which has no versions of rows, copies its files while writers go on, and the copy is read.
 */
public final class Snapshot implements AutoCloseable {
  private static final String SHUT_DOWN = "08006";

  private final Connection connection;
  private final String derbyCopy;
  private final Driver derby;
  private final Path folder;

  private Snapshot(Connection connection, Driver derby, String derbyCopy, Path folder) {
    this.connection = connection;
    this.derby = derby;
    this.derbyCopy = derbyCopy;
    this.folder = folder;
  }

  /**
   * Of a database that others write to.
   *
   * @param live closed with the snapshot
   * @param folder where Derby's copy may lie meanwhile; replaced and removed
   */
  static Snapshot of(Connection live, Driver derby, Path folder) throws SQLException, IOException {
    if (!isDerby(live)) {
      return ofServer(live);
    }
    Folders.delete(folder);
    Folders.createOwned(folder);
    boolean open = false;
    try {
      copy(live, folder);
      String url = "jdbc:derby:" + only(folder);
      Connection connection = derby.connect(url, new Properties());
      open = true;
      connection.setAutoCommit(false);
      return new Snapshot(connection, derby, url, folder);
    } finally {
      if (!open) {
        Folders.delete(folder);
      }
    }
  }

  private static void copy(Connection live, Path folder) throws SQLException {
    try (live;
        CallableStatement copy = live.prepareCall("CALL SYSCS_UTIL.SYSCS_BACKUP_DATABASE(?)")) {
      copy.setString(1, folder.toString());
      copy.execute();
    }
  }

  /** Of a PostgreSQL, which keeps the moment itself. */
  public static Snapshot ofServer(Connection live) throws SQLException {
    live.setAutoCommit(false);
    live.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
    live.setReadOnly(true);
    return new Snapshot(live, null, "", null);
  }

  /** Of a database that nobody uses; {@code resting} is closed with the snapshot. */
  public static Snapshot of(Connection resting) throws SQLException {
    resting.setAutoCommit(false);
    return new Snapshot(resting, null, "", null);
  }

  private static Path only(Path folder) throws IOException {
    try (Stream<Path> inside = Files.list(folder)) {
      List<Path> copies = inside.toList();
      return copies.get(0);
    }
  }

  public static boolean isDerby(Connection connection) throws SQLException {
    return connection
        .getMetaData()
        .getDatabaseProductName()
        .toLowerCase(Locale.ROOT)
        .contains("derby");
  }

  public Connection connection() {
    return connection;
  }

  @Override
  public void close() throws SQLException, IOException {
    if (derbyCopy.isEmpty()) {
      giveBack();
      return;
    }
    try {
      try (connection) {
        connection.rollback();
      }
      shutDown();
    } finally {
      Folders.delete(folder);
    }
  }

  private void giveBack() throws SQLException {
    try (connection) {
      connection.rollback();
      // it goes back into the pool, which does not look at the isolation
      connection.setReadOnly(false);
      connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
      connection.setAutoCommit(true);
    }
  }

  private void shutDown() throws SQLException {
    try {
      derby.connect(derbyCopy + ";shutdown=true", new Properties());
    } catch (SQLException e) {
      // Derby reports success by an exception
      if (!SHUT_DOWN.equals(e.getSQLState())) {
        throw e;
      }
    }
  }
}
