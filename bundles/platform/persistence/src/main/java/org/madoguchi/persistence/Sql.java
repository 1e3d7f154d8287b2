package org.madoguchi.persistence;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import javax.persistence.EntityManager;
import javax.persistence.PersistenceException;
import javax.persistence.Query;

/**
 * SQL under construction. Values are always bound, never written into the text; JPQL would do that
 * on Derby as soon as it compares with LIKE. Row classes are entities whose mapped fields carry
 * {@link javax.persistence.Column}; {@code SELECT r.*} names their columns.
 */
public final class Sql {
  private final StringBuilder text = new StringBuilder();
  private final List<Object> values = new ArrayList<>();

  public static Sql of(String fragment, Object... bound) {
    return new Sql().add(fragment, bound);
  }

  /** Appends a fragment; each question mark stands for the next value. */
  public Sql add(String fragment, Object... bound) {
    int next = 0;
    for (char c : fragment.toCharArray()) {
      text.append(c);
      if (c == '?') {
        values.add(columnValue(bound[next++]));
      }
    }
    return this;
  }

  /** Appends another text with its values. */
  public Sql add(Sql more) {
    text.append(more.text);
    values.addAll(more.values);
    return this;
  }

  /** Appends {@code column = ?} or {@code column IN (?, …)}; the values must not be empty. */
  public Sql in(String column, Collection<?> bound) {
    if (bound.size() == 1) {
      return add(column + " = ?", bound.iterator().next());
    }
    List<?> filled = Filled.up(new ArrayList<>(bound));
    return add(
        column + " IN (" + String.join(", ", Collections.nCopies(filled.size(), "?")) + ")",
        filled.toArray());
  }

  public Sql fetchFirst(int rows) {
    text.append(" FETCH FIRST ").append(rows).append(" ROWS ONLY");
    return this;
  }

  /** Managed rows, for commands. */
  // JPA 2.2 has no typed native query; it makes rows of the class it is given
  @SuppressWarnings("unchecked")
  public <T> List<T> load(EntityManager manager, Class<T> row) {
    Query query = manager.createNativeQuery(RowColumns.of(row).named(text), row);
    for (int i = 0; i < values.size(); i++) {
      query.setParameter(i + 1, values.get(i));
    }
    return query.getResultList();
  }

  public <T> Optional<T> loadOne(EntityManager manager, Class<T> row) {
    return load(manager, row).stream().findFirst();
  }

  /** Rows nobody changes, for lists and views. */
  public <T> List<T> read(EntityManager manager, Class<T> row) {
    RowColumns<T> columns = RowColumns.of(row);
    return all(manager, columns.named(text), columns::read);
  }

  public <T> Optional<T> readOne(EntityManager manager, Class<T> row) {
    return read(manager, row).stream().findFirst();
  }

  /** A row, and what the statement finds beside it. */
  public interface Beside<R, T> {
    T of(R row, ResultSet found) throws SQLException;
  }

  /** The same with further columns. */
  public <R, T> List<T> read(EntityManager manager, Class<R> row, Beside<R, T> beside) {
    RowColumns<R> columns = RowColumns.of(row);
    return all(manager, columns.named(text), found -> beside.of(columns.read(found), found));
  }

  /** The first column as numbers. */
  public List<Long> numbers(EntityManager manager) {
    return all(manager, text.toString(), found -> found.getLong(1));
  }

  /** The first column as text. */
  public List<String> strings(EntityManager manager) {
    return all(manager, text.toString(), found -> found.getString(1));
  }

  /** Rows of several columns. */
  public List<Object[]> rows(EntityManager manager) {
    return all(
        manager,
        text.toString(),
        found -> {
          Object[] row = new Object[found.getMetaData().getColumnCount()];
          for (int i = 0; i < row.length; i++) {
            row[i] = found.getObject(i + 1);
          }
          return row;
        });
  }

  public int execute(EntityManager manager) {
    return run(manager, text.toString(), PreparedStatement::executeUpdate);
  }

  private <T> List<T> all(EntityManager manager, String sql, Step<ResultSet, T> row) {
    return run(
        manager,
        sql,
        statement -> {
          List<T> rows = new ArrayList<>();
          try (ResultSet found = statement.executeQuery()) {
            while (found.next()) {
              rows.add(row.of(found));
            }
          }
          return rows;
        });
  }

  private interface Step<S, T> {
    T of(S source) throws SQLException;
  }

  /**
   * On the connection of the transaction, past EclipseLink, which prepares such a query anew each
   * time. What the transaction has written so far is there before.
   */
  private <T> T run(EntityManager manager, String sql, Step<PreparedStatement, T> step) {
    manager.flush();
    try (PreparedStatement statement = manager.unwrap(Connection.class).prepareStatement(sql)) {
      for (int i = 0; i < values.size(); i++) {
        statement.setObject(i + 1, values.get(i));
      }
      return step.of(statement);
    } catch (SQLException e) {
      throw new PersistenceException("a statement failed", e);
    }
  }

  private static Object columnValue(Object value) {
    if (value instanceof Instant instant) {
      return UtcMillis.column(instant);
    }
    if (value instanceof Enum<?> constant) {
      return constant.name();
    }
    return value;
  }
}
