package org.madoguchi.persistence;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.persistence.Column;
import javax.persistence.Id;

/**
 * The columns of a row class, in one order: a statement that says {@code t.*} names them so, and
 * what it finds is read by place. The identity comes first, as EclipseLink keeps them.
 */
final class RowColumns<T> {
  private static final Pattern ALL = Pattern.compile("SELECT (\\w+)\\.\\* ");

  private static final ClassValue<RowColumns<?>> KNOWN =
      new ClassValue<>() {
        @Override
        protected RowColumns<?> computeValue(Class<?> row) {
          return new RowColumns<>(row);
        }
      };

  private final Constructor<T> constructor;
  private final List<Field> fields;

  private RowColumns(Class<T> row) {
    try {
      constructor = row.getDeclaredConstructor();
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException("a row class can be made empty", e);
    }
    // said once; otherwise each access looks who is asking, for more than the access costs
    constructor.setAccessible(true);
    fields =
        Arrays.stream(row.getDeclaredFields())
            .filter(f -> f.isAnnotationPresent(Column.class))
            .sorted(
                Comparator.comparing((Field f) -> !f.isAnnotationPresent(Id.class))
                    .thenComparing(RowColumns::column))
            .toList();
    fields.forEach(field -> field.setAccessible(true));
  }

  // what is kept for a class was made for it
  @SuppressWarnings("unchecked")
  static <T> RowColumns<T> of(Class<T> row) {
    return (RowColumns<T>) KNOWN.get(row);
  }

  /** The statement with the columns named. */
  String named(CharSequence sql) {
    Matcher all = ALL.matcher(sql);
    if (!all.lookingAt()) {
      return sql.toString();
    }
    StringBuilder named = new StringBuilder(sql.length() + 16 * fields.size()).append("SELECT ");
    for (Field field : fields) {
      named.append(all.group(1)).append('.').append(column(field)).append(", ");
    }
    named.setLength(named.length() - 2);
    return named.append(' ').append(sql, all.end(), sql.length()).toString();
  }

  /** The row the cursor stands on, of a statement whose columns were named here. */
  T read(ResultSet found) throws SQLException {
    try {
      T row = constructor.newInstance();
      for (int i = 0; i < fields.size(); i++) {
        set(row, fields.get(i), found, i + 1);
      }
      return row;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("rows are plain classes", e);
    }
  }

  private static void set(Object row, Field field, ResultSet found, int place)
      throws SQLException, IllegalAccessException {
    Class<?> type = field.getType();
    if (type == long.class) {
      field.setLong(row, found.getLong(place));
    } else if (type == int.class) {
      field.setInt(row, found.getInt(place));
    } else if (type == boolean.class) {
      field.setBoolean(row, found.getBoolean(place));
    } else if (type == Instant.class) {
      field.set(row, UtcMillis.instant(found.getTimestamp(place)));
    } else {
      field.set(row, found.getString(place));
    }
  }

  private static String column(Field field) {
    return field.getAnnotation(Column.class).name();
  }
}
