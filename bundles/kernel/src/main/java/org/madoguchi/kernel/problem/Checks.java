package org.madoguchi.kernel.problem;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Collects what is wrong with a request, so that the answer names every bad field at once. Each
 * method returns the value it read (or a harmless stand-in after noting the problem); {@link
 * #done()} throws if anything was noted.
 */
public final class Checks {
  private final List<FieldProblem> problems = new ArrayList<>();

  /**
   * Text that must be there: not blank, at most {@code max} UTF-16 units, no control characters but
   * line breaks.
   */
  public String required(String field, String value, int max) {
    if (value == null || value.isBlank()) {
      return note(field, "required", "");
    }
    return text(field, value, max);
  }

  /** Text that may be missing; null and blank become ''. Same limits as {@link #required}. */
  public String optional(String field, String value, int max) {
    return value == null || value.isBlank() ? "" : text(field, value, max);
  }

  private String text(String field, String value, int max) {
    if (value.length() > max) {
      return note(field, "too-long", "", max);
    }
    boolean control =
        value.chars().anyMatch(c -> c < 0x20 && c != '\n' && c != '\r' && c != '\t' || c == 0x7f);
    return control ? note(field, "invalid", "") : value;
  }

  /** A whole number in [min, max]; missing gives {@code fallback}. */
  public int number(String field, String value, int min, int max, int fallback) {
    if (value == null || value.isBlank()) {
      return fallback;
    }
    try {
      int n = Integer.parseInt(value.trim());
      if (n >= min && n <= max) {
        return n;
      }
    } catch (NumberFormatException e) {
      // noted below
    }
    return note(field, "not-a-number", fallback, min, max);
  }

  /** An ISO 8601 instant such as 2026-11-21T09:00:00Z; missing or blank gives empty. */
  public Optional<Instant> instant(String field, String value) {
    if (value == null || value.isBlank()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Instant.parse(value.trim()));
    } catch (DateTimeParseException e) {
      return note(field, "not-a-date", Optional.empty());
    }
  }

  /**
   * A constant written in lower case with hyphens (page-report); missing gives {@code fallback},
   * which may be null.
   */
  public <E extends Enum<E>> E choice(String field, String value, Class<E> type, E fallback) {
    if (value == null || value.isBlank()) {
      return fallback;
    }
    for (E constant : type.getEnumConstants()) {
      if (written(constant).equals(value)) {
        return constant;
      }
    }
    return note(field, "not-allowed", fallback, allowed(type));
  }

  /** How {@link #choice} and all JSON write a constant: lower case with hyphens. */
  public static String written(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String allowed(Class<? extends Enum<?>> type) {
    List<String> names = new ArrayList<>();
    for (Enum<?> constant : type.getEnumConstants()) {
      names.add(written(constant));
    }
    return String.join(", ", names);
  }

  /** Notes a problem found by the caller and returns {@code standIn}. */
  public <T> T note(String field, String code, T standIn, Object... arguments) {
    problems.add(new FieldProblem(field, code, List.of(arguments)));
    return standIn;
  }

  public boolean clean() {
    return problems.isEmpty();
  }

  /**
   * @throws DomainException {@link Problems#INVALID_FIELDS} naming every field noted
   */
  public void done() {
    if (!problems.isEmpty()) {
      throw new DomainException(
          Problems.INVALID_FIELDS, List.of(problems.size()), problems, Map.of());
    }
  }
}
