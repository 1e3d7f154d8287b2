package org.madoguchi.kernel.problem;

import java.util.Objects;

/**
 * A kind of error with a stable name, in the sense of RFC 9457.
 *
 * @param owner the class next to whose package the texts lie: {@code problems.properties} (English)
 *     and {@code problems_ja.properties} with {@code <name>.title} and {@code <name>.detail} (a
 *     MessageFormat over the exception's arguments; it says what to do next)
 * @param name the last part of the type URI, lower case with hyphens, for example {@code
 *     ticket-not-found}
 * @param status the HTTP status
 */
public record ProblemType(Class<?> owner, String name, int status) {
  public ProblemType {
    Objects.requireNonNull(owner);
    Objects.requireNonNull(name);
  }
}
