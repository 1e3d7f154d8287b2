package org.madoguchi.tables;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads the cells of one line and notes each that is wrong; a noted cell yields a harmless
 * stand-in.
 */
public final class LineChecks {
  private final CsvTable.Line line;
  private final BadLines bad;
  private final Set<String> noted = new HashSet<>();

  public LineChecks(CsvTable.Line line, BadLines bad) {
    this.line = line;
    this.bad = bad;
  }

  public String required(String column, int max) {
    return line.cell(column).isBlank() ? note(column, "required", "") : optional(column, max);
  }

  public String optional(String column, int max) {
    String value = line.cell(column);
    if (value.length() > max) {
      return note(column, "too-long", "");
    }
    return value.chars().anyMatch(Character::isISOControl) ? note(column, "invalid", "") : value;
  }

  /** Several lines, perhaps with tabs. */
  public String requiredText(String column, int max) {
    String value = line.cell(column);
    if (value.isBlank()) {
      return note(column, "required", "");
    }
    if (value.length() > max) {
      return note(column, "too-long", "");
    }
    boolean sound = value.chars().noneMatch(c -> Character.isISOControl(c) && !isLayout(c));
    return sound ? value : note(column, "invalid", "");
  }

  private static boolean isLayout(int c) {
    return c == '\n' || c == '\r' || c == '\t';
  }

  /** Text of this form, or ''. */
  public String matching(String column, Pattern form) {
    String value = line.cell(column);
    return value.isEmpty() || form.matcher(value).matches() ? value : note(column, "invalid", "");
  }

  /** A constant in either case, with hyphens or underscores. */
  public <E extends Enum<E>> E choice(String column, Class<E> type, E standIn) {
    String value = line.cell(column);
    if (value.isEmpty()) {
      return note(column, "required", standIn);
    }
    String name = value.toUpperCase(Locale.ROOT).replace('-', '_');
    for (E constant : type.getEnumConstants()) {
      if (constant.name().equals(name)) {
        return constant;
      }
    }
    return note(column, "not-allowed", standIn);
  }

  /** Notes what is wrong with a cell; the first note of a cell counts. */
  public <T> T note(String column, String code, T standIn) {
    if (noted.add(column)) {
      bad.add(BadLine.of(line.number(), column, code, line.cell(column)));
    }
    return standIn;
  }

  /** Whether nothing was noted so far. */
  public boolean isSound() {
    return noted.isEmpty();
  }
}
