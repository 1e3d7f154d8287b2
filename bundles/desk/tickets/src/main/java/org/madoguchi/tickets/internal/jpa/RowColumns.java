package org.madoguchi.tickets.internal.jpa;

import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.persistence.Column;
import javax.persistence.Id;

/**
 * Names the columns of a row class where a statement says {@code t.*}: the identity first, the
 * others by name. EclipseLink keeps them in this order, and finds each value at once instead of
 * comparing every column's name with every field's.
 */
final class RowColumns {
  private static final Pattern ALL = Pattern.compile("SELECT (\\w+)\\.\\* ");

  private static final ClassValue<List<String>> COLUMNS =
      new ClassValue<>() {
        @Override
        protected List<String> computeValue(Class<?> row) {
          return Arrays.stream(row.getDeclaredFields())
              .filter(f -> f.isAnnotationPresent(Column.class))
              .sorted(
                  Comparator.comparing((Field f) -> !f.isAnnotationPresent(Id.class))
                      .thenComparing(RowColumns::column))
              .map(RowColumns::column)
              .toList();
        }
      };

  private RowColumns() {}

  static String named(CharSequence sql, Class<?> row) {
    Matcher all = ALL.matcher(sql);
    if (!all.lookingAt()) {
      return sql.toString();
    }
    String alias = all.group(1) + ".";
    String columns = alias + String.join(", " + alias, COLUMNS.get(row));
    return "SELECT " + columns + " " + sql.toString().substring(all.end());
  }

  private static String column(Field field) {
    return field.getAnnotation(Column.class).name();
  }
}
