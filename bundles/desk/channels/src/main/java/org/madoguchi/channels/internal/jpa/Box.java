package org.madoguchi.channels.internal.jpa;

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
   * Takes a row that is due. @param also more to be set, {@code ", r.… = …"} @return false when
   * another worker has it
   */
  boolean claim(long id, Enum<?> state, String also, Lease lease, Instant now) {
    return transactions
            .entityManager()
            .createQuery(
                "UPDATE "
                    + row
                    + " r SET r.leasedBy = :by, r.leasedUntil = :until"
                    + also
                    + " WHERE r.id = :id AND r.state = :state"
                    + " AND r.nextAttemptAt <= :now AND r.leasedUntil <= :now")
            .setParameter("by", lease.by())
            .setParameter("until", lease.until())
            .setParameter("id", id)
            .setParameter("state", state.name())
            .setParameter("now", now)
            .executeUpdate()
        == 1;
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
    String marks = String.join(", ", Collections.nCopies(ids.size(), "?"));
    execute(
        "INSERT INTO %1$s_KEY (%2$s) SELECT %2$s FROM %1$s WHERE ID IN (%3$s)"
            .formatted(table, kept, marks),
        ids);
    execute("DELETE FROM %s WHERE ID IN (%s)".formatted(table, marks), ids);
  }

  /**
   * Whether a row with this key was put away. Ask after the table itself: rows go there, never
   * back.
   */
  boolean holdsKey(String condition, Object... key) {
    Query query =
        transactions
            .entityManager()
            .createNativeQuery("SELECT COUNT(*) FROM " + table + "_KEY WHERE " + condition);
    for (int i = 0; i < key.length; i++) {
      query.setParameter(i + 1, key[i]);
    }
    return ((Number) query.getSingleResult()).longValue() > 0;
  }

  private void execute(String sql, List<Long> ids) {
    Query query = transactions.entityManager().createNativeQuery(sql);
    for (int i = 0; i < ids.size(); i++) {
      query.setParameter(i + 1, ids.get(i));
    }
    query.executeUpdate();
  }
}
