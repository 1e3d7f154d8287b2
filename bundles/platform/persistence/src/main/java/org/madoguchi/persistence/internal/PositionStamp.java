package org.madoguchi.persistence.internal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;

/**
 * Gives committed events the next positions. Order of ids among those that are stamped together,
 * which is nearly the order of the commands, except that an event never gets a position before its
 * predecessor in the same aggregate: ids come in blocks per node, so the later event may have the
 * smaller one.
 */
public final class PositionStamp {
  private record Event(long id, String stream, String aggregate, long sequence) {
    Event predecessorKey() {
      return new Event(0, stream, aggregate, sequence - 1);
    }

    Event key() {
      return new Event(0, stream, aggregate, sequence);
    }
  }

  private static final String UNSTAMPED = "SELECT ID, STREAM, AGGREGATE, SEQUENCE FROM EVENT_LOG ";

  /** Along a partial index. */
  private static final String BY_ID = "WHERE POSITION IS NULL ORDER BY ID";

  /**
   * Derby keeps those without a position in the order in which they were inserted. Asked for the
   * smallest ids, it would sort all of them for each stamp, which never ends when half a million
   * wait.
   */
  private static final String AS_INSERTED =
      "--DERBY-PROPERTIES constraint=UQ_EVENT_LOG_POSITION\nWHERE POSITION IS NULL";

  private final DataSource dataSource;
  private final int most;

  /**
   * @param most how many events are stamped in one transaction
   */
  public PositionStamp(DataSource dataSource, int most) {
    this.dataSource = dataSource;
    this.most = most;
  }

  /**
   * Stamps some of the events committed so far.
   *
   * @return how many; fewer than asked for in the constructor = none is left for now
   */
  public int stamp() throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      connection.setAutoCommit(false);
      try {
        int stamped = stamp(connection);
        connection.commit();
        connection.setAutoCommit(true);
        return stamped;
      } catch (SQLException | RuntimeException e) {
        rollback(connection, e);
        throw e;
      }
    }
  }

  private int stamp(Connection connection) throws SQLException {
    // Read before the events: when another sequencer stamps in between, the head has moved and
    // move() refuses.
    long head = JdbcEventLog.head(connection);
    List<Event> unstamped = unstamped(connection);
    if (unstamped.isEmpty()) {
      return 0;
    }
    Collection<Event> ordered = predecessorsFirst(connection, unstamped);
    if (!moved(connection, head, head + ordered.size())) {
      return 0;
    }
    write(connection, head, ordered);
    return ordered.size();
  }

  private List<Event> unstamped(Connection connection) throws SQLException {
    String which = JdbcEventLog.isDerby(connection) ? AS_INSERTED : BY_ID;
    try (PreparedStatement query =
        connection.prepareStatement(UNSTAMPED + which + " FETCH FIRST " + most + " ROWS ONLY")) {
      List<Event> events = new ArrayList<>();
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          events.add(new Event(row.getLong(1), row.getString(2), row.getString(3), row.getLong(4)));
        }
      }
      events.sort(Comparator.comparingLong(Event::id));
      return events;
    }
  }

  private Collection<Event> predecessorsFirst(Connection connection, List<Event> byId)
      throws SQLException {
    Map<Event, Event> known = new HashMap<>();
    byId.forEach(event -> known.put(event.key(), event));
    Set<Event> ordered = new LinkedHashSet<>();
    try (PreparedStatement lookup =
        connection.prepareStatement(
            "SELECT ID FROM EVENT_LOG WHERE STREAM = ? AND AGGREGATE = ? AND SEQUENCE = ?"
                + " AND POSITION IS NULL")) {
      for (Event event : byId) {
        Deque<Event> chain = new ArrayDeque<>();
        Optional<Event> next = Optional.of(event);
        while (next.isPresent() && !ordered.contains(next.get())) {
          chain.push(next.get());
          next = predecessor(lookup, known, next.get());
        }
        ordered.addAll(chain);
      }
    }
    return ordered;
  }

  /** The unstamped event just before this one in its aggregate. */
  private static Optional<Event> predecessor(
      PreparedStatement lookup, Map<Event, Event> known, Event event) throws SQLException {
    if (event.sequence() == 1) {
      return Optional.empty();
    }
    Event key = event.predecessorKey();
    Event near = known.get(key);
    if (near != null) {
      return Optional.of(near);
    }
    // Not among those read: stamped long ago, as a rule; but it may lie beyond the limit, or (on
    // Derby, which has no
    // snapshots) have been committed while the rows behind it were being read.
    lookup.setString(1, key.stream());
    lookup.setString(2, key.aggregate());
    lookup.setLong(3, key.sequence());
    try (ResultSet row = lookup.executeQuery()) {
      return row.next()
          ? Optional.of(new Event(row.getLong(1), key.stream(), key.aggregate(), key.sequence()))
          : Optional.empty();
    }
  }

  private static boolean moved(Connection connection, long from, long to) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "UPDATE EVENT_HEAD SET LAST_POSITION = ? WHERE NAME = 'log' AND LAST_POSITION = ?")) {
      update.setLong(1, to);
      update.setLong(2, from);
      return update.executeUpdate() == 1;
    }
  }

  private static void write(Connection connection, long head, Collection<Event> ordered)
      throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement("UPDATE EVENT_LOG SET POSITION = ? WHERE ID = ?")) {
      long position = head;
      for (Event event : ordered) {
        update.setLong(1, ++position);
        update.setLong(2, event.id());
        update.addBatch();
      }
      update.executeBatch();
    }
  }

  private static void rollback(Connection connection, Exception cause) {
    try {
      connection.rollback();
      connection.setAutoCommit(true);
    } catch (SQLException e) {
      cause.addSuppressed(e);
    }
  }
}
