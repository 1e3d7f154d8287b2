package org.madoguchi.itests.isolation;

import static org.madoguchi.itests.container.Waiting.await;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/** The database below the product, to see what changed and to age what only time could. */
final class Rows {
  /**
   * Written while nobody asks: leases, cursors, reserved numbers, when a session was last seen,
   * what a look over all articles found.
   */
  private static final Set<String> RESTLESS =
      Set.of(
          "LEASE",
          "FOLLOWER_CURSOR",
          "EVENT_HEAD",
          "ID_BLOCK",
          "WEB_SESSION",
          "CHANNEL_INSTANCE",
          "KNOWLEDGE_FINDING");

  /** Workers try again by themselves; what a person could decide is the state. */
  private static final Set<String> STATE_ONLY = Set.of("INBOX", "OUTBOX");

  /** More than a follower or a worker pauses. */
  private static final long REST_NANOS = 2_000_000_000L;

  private final DataSource source;

  private Rows(DataSource source) {
    this.source = source;
  }

  static Rows in(BundleContext context) throws InvalidSyntaxException {
    ServiceReference<DataSource> found =
        context
            .getServiceReferences(DataSource.class, "(osgi.jndi.service.name=madoguchi)")
            .iterator()
            .next();
    return new Rows(context.getService(found));
  }

  /**
   * The same, once what earlier requests set off has come to its end: alerts and acknowledgements
   * are written a moment after their cause.
   */
  Set<String> atRest() {
    Resting resting = new Resting();
    return await("rows at rest").until(resting::look, rows -> resting.isLongEnough()).get();
  }

  private final class Resting {
    private Optional<Set<String>> seen = Optional.empty();
    private long since;

    Optional<Set<String>> look() throws SQLException {
      Optional<Set<String>> now = Optional.of(all());
      if (!now.equals(seen)) {
        seen = now;
        since = System.nanoTime();
      }
      return seen;
    }

    boolean isLongEnough() {
      return System.nanoTime() - since > REST_NANOS;
    }
  }

  /** Every row there is, as text, but for those that change by themselves. */
  Set<String> all() throws SQLException {
    // a row of the log changes once more after its commit: when it gets its position
    await("a position for every event").until(() -> unstamped() == 0);
    Set<String> rows = new TreeSet<>();
    try (Connection connection = source.getConnection()) {
      Set<String> tables = new TreeSet<>();
      try (ResultSet found =
          connection
              .getMetaData()
              .getTables(null, connection.getSchema(), "%", new String[] {"TABLE"})) {
        while (found.next()) {
          tables.add(found.getString("TABLE_NAME"));
        }
      }
      for (String table : tables) {
        if (!RESTLESS.contains(table.toUpperCase()) && !table.startsWith("DATABASECHANGELOG")) {
          read(connection, table, rows);
        }
      }
    }
    return rows;
  }

  private int unstamped() throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("select count(*) from EVENT_LOG where POSITION is null")) {
      row.next();
      return row.getInt(1);
    }
  }

  private static void read(Connection connection, String table, Set<String> rows)
      throws SQLException {
    String columns = STATE_ONLY.contains(table) ? "ID, STATE" : "*";
    // whoever takes a list away leaves a note, also of a list that is empty for them
    String rest = table.equalsIgnoreCase("EVENT_LOG") ? " where STREAM <> 'exports'" : "";
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select " + columns + " from " + table + rest)) {
      int width = row.getMetaData().getColumnCount();
      while (row.next()) {
        StringBuilder text = new StringBuilder(table);
        for (int i = 1; i <= width; i++) {
          text.append('|').append(row.getString(i));
        }
        rows.add(text.toString());
      }
    }
  }

  int change(String sql, Object... values) throws SQLException {
    try (Connection connection = source.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      int changed = statement.executeUpdate();
      if (!connection.getAutoCommit()) {
        connection.commit();
      }
      return changed;
    }
  }
}
