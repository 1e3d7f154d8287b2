package org.madoguchi.directory.internal.imports;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.madoguchi.directory.DirectoryImport.BadLine;

/**
 * Reads the cells of one line and notes each that is wrong; a noted cell yields a harmless
 * stand-in.
 */
final class LineChecks {
  private static final int SHOWN = 60;

  private final CsvTable.Line line;
  private final List<BadLine> bad;
  private final Set<String> noted = new HashSet<>();

  LineChecks(CsvTable.Line line, List<BadLine> bad) {
    this.line = line;
    this.bad = bad;
  }

  String required(String column, int max) {
    return line.cell(column).isEmpty() ? note(column, "required", "") : optional(column, max);
  }

  String optional(String column, int max) {
    String value = line.cell(column);
    if (value.length() > max) {
      return note(column, "too-long", "");
    }
    return value.chars().anyMatch(Character::isISOControl) ? note(column, "invalid", "") : value;
  }

  /** Text of this form, or ''. */
  String matching(String column, Pattern form) {
    String value = line.cell(column);
    return value.isEmpty() || form.matcher(value).matches() ? value : note(column, "invalid", "");
  }

  /** A constant in either case, with hyphens or underscores. */
  <E extends Enum<E>> E choice(String column, Class<E> type, E standIn) {
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
  <T> T note(String column, String code, T standIn) {
    if (!noted.add(column)) {
      return standIn;
    }
    String value = line.cell(column);
    String shown = value.length() > SHOWN ? value.substring(0, SHOWN) + "…" : value;
    bad.add(new BadLine(line.number(), column, code, shown));
    return standIn;
  }
}
