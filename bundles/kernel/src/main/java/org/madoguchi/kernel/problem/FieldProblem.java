package org.madoguchi.kernel.problem;

import java.util.List;

/**
 * What is wrong with one field of a request.
 *
 * @param field the JSON path or the query parameter's name, for example {@code
 *     citizen.contacts[0].value}
 * @param code one of {@code required, too-long, too-many, too-short, not-allowed, not-a-number,
 *     not-a-date, unknown, invalid, …}; its text is {@code field.<code>} in the kernel's problems
 *     catalogue
 * @param arguments for the text, for example the limit
 */
public record FieldProblem(String field, String code, List<Object> arguments) {
  public FieldProblem {
    arguments = List.copyOf(arguments);
  }
}
