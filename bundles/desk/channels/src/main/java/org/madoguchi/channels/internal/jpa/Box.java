package org.madoguchi.channels.internal.jpa;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import javax.persistence.Query;
import javax.persistence.TypedQuery;
import org.madoguchi.channels.internal.Lease;
import org.madoguchi.persistence.Filled;
import org.madoguchi.persistence.JpaTransactions;
import org.madoguchi.persistence.Sql;

/**
 * What inbox and outbox have in common: rows are claimed by a lease, and finished ones leave only
 * their key behind.
 */
final class Box {
  private static final UtcInstant UTC = new UtcInstant();
  private static final Duration CLOCKS_OF_NODES_DIFFER = Duration.ofMinutes(1);

  private final JpaTransactions transactions;
  private final String row;
  private final String table;
  private final String kept;

  /**
   * @param row the entity
   * @param kept the columns that stay in the table {@code <table>_KEY}
   */
  Box(JpaTransactions transactions, String row, String table, String kept) {
    this.transactions = transactions;
    this.row = row;
    this.table = table;
    this.kept = kept;
  }

  /**
   * Takes rows that are due. @param also more to be set, {@code ", … = …"} @return how many; which
   * ones, the caller asks for: they have this lease's {@code by}
   */
  int claim(List<Long> ids, Enum<?> state, String also, Lease lease, Instant now) {
    return changeById(
        ids,
        Sql.of("LEASED_BY = ?, LEASED_UNTIL = ?" + also, lease.by(), column(lease.until())),
        Sql.of("STATE = ? AND ", state).add(due(now)));
  }

  /**
   * Changes rows by their ids, one after the other in the order of the ids, and touches no others.
   * Given a list of ids, Derby walks through the whole table while it is small, waits there for
   * rows that others are changing, and they for those that it has changed already. Not by JPQL: as
   * soon as such an update reckons, its values would stand in the text, and Derby compile each.
   *
   * @param condition what else must be true of a row
   * @return how many were changed
   */
  int changeById(List<Long> ids, Sql change, Sql condition) {
    int changed = 0;
    for (Long id : new TreeSet<>(ids)) {
      changed +=
          Sql.of("UPDATE " + table + " SET ")
              .add(change)
              .add(" WHERE ID = ? AND ", id)
              .add(condition)
              .execute(transactions.entityManager());
    }
    return changed;
  }

  /** To the microsecond, as the rows are written. */
  static Timestamp column(Instant instant) {
    return UTC.convertToDatabaseColumn(instant);
  }

  /** Rows of these ids that have this lease; it touches no others. */
  <T> List<T> leased(Class<T> type, List<Long> ids, Lease lease) {
    List<Long> filled = Filled.up(ids);
    Query query =
        transactions
            .entityManager()
            .createNativeQuery(
                ("SELECT r.* FROM %1$s r --DERBY-PROPERTIES constraint=PK_%1$s\n"
                        + " WHERE r.ID IN (%2$s) AND r.LEASED_BY = ? ORDER BY r.ID")
                    .formatted(table, marks(filled.size())),
                type);
    List<Object> parameters = new ArrayList<>(filled);
    parameters.add(lease.by());
    bind(query, parameters);
    return ((List<?>) query.getResultList()).stream().map(type::cast).toList();
  }

  /**
   * Whose time has come and whom nobody has in hand. What was changed in the future was so before
   * the clock was set back: it does not wait until that future has come again.
   */
  private static Sql due(Instant now) {
    return Sql.of(
        "(NEXT_ATTEMPT_AT <= ? OR CHANGED_AT > ?) AND LEASED_UNTIL <= ?",
        column(now),
        column(now.plus(CLOCKS_OF_NODES_DIFFER)),
        column(now));
  }

  /**
   * Rows that are due, the oldest first. Along the index that has this order: left to itself, Derby
   * takes another one, and reads and sorts the whole backlog for a few rows of it.
   *
   * @param whose further conditions
   */
  Sql due(String columns, Enum<?> state, Sql whose, Instant now, int limit) {
    return Sql.of("SELECT " + columns + " FROM " + table)
        .add(" --DERBY-PROPERTIES index=IX_" + table + "_DUE\n WHERE STATE = ? AND ", state)
        .add(whose)
        .add(" AND ")
        .add(due(now))
        .add(" ORDER BY ID")
        .fetchFirst(limit);
  }

  /** Ends the leases, of rows in these states, whose holder begins with {@code holders}. */
  void releaseAll(String holders, List<? extends Enum<?>> states) {
    transactions
        .entityManager()
        .createQuery(
            "UPDATE "
                + row
                + " r SET r.leasedUntil = :past WHERE r.state IN :states"
                + " AND r.leasedUntil > :past AND r.leasedBy LIKE :holders")
        .setParameter("past", Lease.NONE.until())
        .setParameter("states", states.stream().map(Enum::name).toList())
        .setParameter("holders", holders + "%")
        .executeUpdate();
  }

  /** Rows that came to this state before. @param also a further condition, with its parameters */
  List<Long> finished(
      Enum<?> state, String also, Map<String, ?> parameters, Instant before, int limit) {
    TypedQuery<Long> query =
        transactions
            .entityManager()
            .createQuery(
                "SELECT r.id FROM "
                    + row
                    + " r WHERE r.state = :state AND r.changedAt < :before"
                    + also,
                Long.class)
            .setParameter("state", state.name())
            .setParameter("before", before)
            .setMaxResults(limit);
    parameters.forEach(query::setParameter);
    return query.getResultList();
  }

  /** Removes rows and keeps their keys. */
  void putAway(List<Long> ids) {
    String marks = marks(ids.size());
    execute(
        "INSERT INTO %1$s_KEY (%2$s) SELECT %2$s FROM %1$s WHERE ID IN (%3$s)"
            .formatted(table, kept, marks),
        ids);
    execute("DELETE FROM %s WHERE ID IN (%s)".formatted(table, marks), ids);
  }

  /**
   * One column of the keys that were put away and fit. Ask after the table itself: rows go there,
   * never back.
   */
  List<?> kept(String column, String condition, List<?> parameters) {
    return bound("SELECT " + column + " FROM " + table + "_KEY WHERE " + condition, parameters)
        .getResultList();
  }

  private void execute(String sql, List<Long> ids) {
    bound(sql, ids).executeUpdate();
  }

  private Query bound(String sql, List<?> parameters) {
    return bind(transactions.entityManager().createNativeQuery(sql), parameters);
  }

  private static Query bind(Query query, List<?> parameters) {
    for (int i = 0; i < parameters.size(); i++) {
      query.setParameter(i + 1, parameters.get(i));
    }
    return query;
  }

  static String marks(int count) {
    return String.join(", ", Collections.nCopies(count, "?"));
  }
}
