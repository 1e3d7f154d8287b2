package org.madoguchi.channels.internal.jpa;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import javax.persistence.Query;
import javax.persistence.TypedQuery;
import org.madoguchi.channels.internal.Lease;
import org.madoguchi.persistence.JpaTransactions;

/**
 * What inbox and outbox have in common: rows are claimed by a lease, and finished ones leave only
 * their key behind.
 */
final class Box {
  /**
   * Whose time has come and whom nobody has in hand. What was changed in the future was so before
   * the clock was set back: it does not wait until that future has come again.
   */
  static final String DUE =
      "(r.nextAttemptAt <= :now OR r.changedAt > :ahead) AND r.leasedUntil <= :now";

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
   * Takes rows that are due. @param also more to be set, {@code ", r.… = …"} @return how many;
   * fewer when another worker has some
   */
  int claim(List<Long> ids, Enum<?> state, String also, Lease lease, Instant now) {
    return transactions
        .entityManager()
        .createQuery(
            "UPDATE "
                + row
                + " r SET r.leasedBy = :by, r.leasedUntil = :until"
                + also
                + " WHERE r.id IN :ids AND r.state = :state AND "
                + DUE)
        .setParameter("by", lease.by())
        .setParameter("until", lease.until())
        .setParameter("ids", Filled.up(ids))
        .setParameter("state", state.name())
        .setParameter("now", now)
        .setParameter("ahead", ahead(now))
        .executeUpdate();
  }

  /** For {@link #DUE}. */
  static Instant ahead(Instant now) {
    return now.plus(CLOCKS_OF_NODES_DIFFER);
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
    Query query = transactions.entityManager().createNativeQuery(sql);
    for (int i = 0; i < parameters.size(); i++) {
      query.setParameter(i + 1, parameters.get(i));
    }
    return query;
  }

  static String marks(int count) {
    return String.join(", ", Collections.nCopies(count, "?"));
  }
}
