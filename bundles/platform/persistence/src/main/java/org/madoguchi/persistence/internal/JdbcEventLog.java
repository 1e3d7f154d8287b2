package org.madoguchi.persistence.internal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.madoguchi.kernel.event.CommittedEvent;
import org.madoguchi.kernel.event.EventLog;
import org.madoguchi.kernel.event.NewEvent;
import org.madoguchi.kernel.measure.Counter;
import org.madoguchi.kernel.measure.Figures;
import org.madoguchi.kernel.measure.Measures;
import org.madoguchi.kernel.store.IdSource;
import org.madoguchi.kernel.store.Transactions;
import org.madoguchi.persistence.JpaTransactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The log in table EVENT_LOG, for all streams together. */
@Component(service = {EventLog.class, Measures.class})
public final class JdbcEventLog implements EventLog, Measures {
  private static final int LONGEST_PAYLOAD = 4_000;
  private static final int LARGEST_PAGE = 1_000;

  private final DataSource dataSource;
  private final IdSource ids;
  private final EventSignals signals;
  private final Counter committed =
      new Counter(
          "madoguchi_events_total",
          "Events committed by this node.",
          "stream",
          "type",
          "municipality");

  @Activate
  public JdbcEventLog(
      @Reference(target = "(osgi.jndi.service.name=madoguchi)") DataSource dataSource,
      @Reference IdSource ids,
      @Reference EventSignals signals) {
    this.dataSource = dataSource;
    this.ids = ids;
    this.signals = signals;
  }

  @Override
  public void append(Transactions transactions, List<NewEvent> events) {
    if (!(transactions instanceof JpaTransactions jpa)) {
      throw new IllegalArgumentException("events are appended inside JpaTransactions only");
    }
    Connection connection = jpa.connection();
    if (events.isEmpty()) {
      return;
    }
    events.forEach(JdbcEventLog::check);
    insert(connection, events);
    jpa.afterCommit(
        () -> {
          signals.appended().raise();
          events.forEach(this::count);
        });
  }

  private void count(NewEvent event) {
    committed.add(event.stream(), event.type(), event.access().municipality().value());
  }

  @Override
  public void tell(Figures figures) {
    committed.tell(figures);
  }

  private static void check(NewEvent event) {
    if (event.payload().length() > LONGEST_PAYLOAD) {
      throw new IllegalArgumentException(
          "payload of " + event.type() + " has " + event.payload().length() + " characters");
    }
    if (event.sequence() < 1) {
      throw new IllegalArgumentException("sequences begin at 1");
    }
  }

  private void insert(Connection connection, List<NewEvent> events) {
    try (PreparedStatement insert = connection.prepareStatement(EventRows.INSERT)) {
      if (isDerby(connection)) {
        insertOneByOne(insert, events);
      } else {
        insertTogether(insert, events);
      }
    } catch (SQLException e) {
      String aggregate = events.get(0).aggregate();
      if (SqlStates.duplicate(e) || SqlStates.gaveWay(e)) {
        throw new ConcurrentAppend(aggregate, e);
      }
      throw new IllegalStateException("events of " + aggregate + " could not be appended", e);
    }
  }

  static boolean isDerby(Connection connection) throws SQLException {
    return connection.getMetaData().getDatabaseProductName().contains("Derby");
  }

  private void insertTogether(PreparedStatement insert, List<NewEvent> events) throws SQLException {
    for (NewEvent event : events) {
      EventRows.bind(insert, ids.next("event"), event, LogCorrelation.current());
      insert.addBatch();
    }
    insert.executeBatch();
  }

  /**
   * Derby runs in this process and saves no round trip by a batch. Besides, it copies a batch's
   * timestamps through the JVM's time zone, which moves those in an hour the zone skips.
   */
  private void insertOneByOne(PreparedStatement insert, List<NewEvent> events) throws SQLException {
    for (NewEvent event : events) {
      EventRows.bind(insert, ids.next("event"), event, LogCorrelation.current());
      insert.executeUpdate();
    }
  }

  @Override
  public List<CommittedEvent> after(long position, int limit) {
    if (limit < 1 || limit > LARGEST_PAGE) {
      throw new IllegalArgumentException("limit must be 1–" + LARGEST_PAGE);
    }
    try (Connection connection = dataSource.getConnection()) {
      // Positions are dense, so the page is a closed range. The upper bound keeps Derby from
      // running on into the
      // unstamped rows, where it would wait for open transactions.
      long last = Math.min(head(connection), position + limit);
      return last <= position ? List.of() : range(connection, position + 1, last);
    } catch (SQLException e) {
      throw new IllegalStateException("the event log cannot be read", e);
    }
  }

  private static List<CommittedEvent> range(Connection connection, long first, long last)
      throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            EventRows.SELECT + "WHERE POSITION BETWEEN ? AND ? ORDER BY POSITION")) {
      query.setLong(1, first);
      query.setLong(2, last);
      return EventRows.read(query);
    }
  }

  @Override
  public List<CommittedEvent> of(String stream, String aggregate) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement query =
            connection.prepareStatement(
                EventRows.SELECT + "WHERE STREAM = ? AND AGGREGATE = ? ORDER BY SEQUENCE")) {
      query.setString(1, stream);
      query.setString(2, aggregate);
      return EventRows.read(query);
    } catch (SQLException e) {
      throw new IllegalStateException("the history of " + aggregate + " cannot be read", e);
    }
  }

  @Override
  public long head() {
    try (Connection connection = dataSource.getConnection()) {
      return head(connection);
    } catch (SQLException e) {
      throw new IllegalStateException("the event log cannot be read", e);
    }
  }

  static long head(Connection connection) throws SQLException {
    try (PreparedStatement query =
            connection.prepareStatement("SELECT LAST_POSITION FROM EVENT_HEAD WHERE NAME = 'log'");
        ResultSet row = query.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }
}
