package org.madoguchi.kernel.problem;

import java.util.List;
import java.util.Map;

/**
 * An error the caller can act on. REST turns it into {@code application/problem+json}; it is never
 * logged with a stack trace. Arguments must not hold personal data.
 */
public final class DomainException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient ProblemType type;
  private final transient List<Object> arguments;
  private final transient List<FieldProblem> fields;
  private final transient Map<String, Object> extensions;

  public DomainException(ProblemType type, Object... arguments) {
    this(type, List.of(arguments), List.of(), Map.of());
  }

  /**
   * @param fields shown as the problem's {@code errors}
   * @param extensions further members of the problem document (JSON values), for example {@code
   *     changed} of a stale edit
   */
  public DomainException(
      ProblemType type,
      List<Object> arguments,
      List<FieldProblem> fields,
      Map<String, Object> extensions) {
    super(type.name());
    this.type = type;
    this.arguments = List.copyOf(arguments);
    this.fields = List.copyOf(fields);
    this.extensions = Map.copyOf(extensions);
  }

  public ProblemType type() {
    return type;
  }

  public List<Object> arguments() {
    return arguments;
  }

  public List<FieldProblem> fields() {
    return fields;
  }

  public Map<String, Object> extensions() {
    return extensions;
  }
}
