package org.madoguchi.tickets.internal.jpa;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import javax.persistence.EntityManager;
import javax.persistence.Query;

/** SQL under construction. Values are always bound, never written into the text. */
final class Sql {
  private final StringBuilder text = new StringBuilder();
  private final List<Object> values = new ArrayList<>();

  static Sql of(String fragment, Object... bound) {
    return new Sql().add(fragment, bound);
  }

  /** Appends a fragment; each question mark stands for the next value. */
  Sql add(String fragment, Object... bound) {
    int next = 0;
    for (char c : fragment.toCharArray()) {
      text.append(c);
      if (c == '?') {
        values.add(columnValue(bound[next++]));
        text.append(values.size());
      }
    }
    return this;
  }

  /** Appends {@code column = ?} or {@code column IN (?, …)}; the values must not be empty. */
  Sql in(String column, Collection<?> bound) {
    if (bound.size() == 1) {
      return add(column + " = ?", bound.iterator().next());
    }
    // few different texts, because Derby compiles each of them: the last value fills the rest
    List<Object> filled = new ArrayList<>(bound);
    int count = Integer.highestOneBit(bound.size() - 1) * 2;
    filled.addAll(Collections.nCopies(count - bound.size(), filled.get(bound.size() - 1)));
    return add(
        column + " IN (" + String.join(", ", Collections.nCopies(count, "?")) + ")",
        filled.toArray());
  }

  Sql fetchFirst(int rows) {
    text.append(" FETCH FIRST ").append(rows).append(" ROWS ONLY");
    return this;
  }

  /** Managed rows, for commands. */
  <T> List<T> load(EntityManager manager, Class<T> row) {
    return bind(manager.createNativeQuery(RowColumns.named(text, row), row)).getResultList();
  }

  <T> Optional<T> loadOne(EntityManager manager, Class<T> row) {
    return load(manager, row).stream().findFirst();
  }

  /** Rows nobody changes, for lists and views. */
  <T> List<T> read(EntityManager manager, Class<T> row) {
    Query query = manager.createNativeQuery(RowColumns.named(text, row), row);
    query.setHint("eclipselink.read-only", "true");
    return bind(query).getResultList();
  }

  <T> Optional<T> readOne(EntityManager manager, Class<T> row) {
    return read(manager, row).stream().findFirst();
  }

  /** The first column as numbers. */
  List<Long> numbers(EntityManager manager) {
    List<Object> found = bind(manager.createNativeQuery(text.toString())).getResultList();
    return found.stream().map(n -> ((Number) n).longValue()).toList();
  }

  /** The first column as text. */
  List<String> strings(EntityManager manager) {
    List<Object> found = bind(manager.createNativeQuery(text.toString())).getResultList();
    return found.stream().map(String.class::cast).toList();
  }

  /** Rows of several columns. */
  List<Object[]> rows(EntityManager manager) {
    return bind(manager.createNativeQuery(text.toString())).getResultList();
  }

  int execute(EntityManager manager) {
    return bind(manager.createNativeQuery(text.toString())).executeUpdate();
  }

  private Bound bind(Query query) {
    for (int i = 0; i < values.size(); i++) {
      query.setParameter(i + 1, values.get(i));
    }
    return new Bound(query);
  }

  /** A query with all its values. */
  private record Bound(Query query) {
    // JPA 2.2 has no typed native query; the caller names the row class the query was made for
    @SuppressWarnings("unchecked")
    <T> List<T> getResultList() {
      return query.getResultList();
    }

    int executeUpdate() {
      return query.executeUpdate();
    }
  }

  private static Object columnValue(Object value) {
    if (value instanceof Instant instant) {
      return InstantConverter.column(instant);
    }
    if (value instanceof Enum<?> constant) {
      return constant.name();
    }
    return value;
  }
}
