package org.madoguchi.web.internal.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.FieldProblem;
import org.madoguchi.kernel.problem.ProblemType;
import org.madoguchi.web.internal.json.Json;

/** A problem as {@code application/problem+json} (RFC 9457). */
public final class ProblemDocument {
  public static final String MEDIA_TYPE = "application/problem+json";
  private static final String URN = "urn:madoguchi:problem:";

  private ProblemDocument() {}

  /**
   * @param instance the path asked for
   * @param reference the correlation id under which the log tells more
   */
  public static byte[] of(
      DomainException problem, Locale locale, String instance, String reference) {
    try {
      return Json.mapper().writeValueAsBytes(members(problem, locale, instance, reference));
    } catch (JsonProcessingException e) {
      // an extension that is no JSON value must not hide the problem itself
      DomainException bare =
          new DomainException(problem.type(), problem.arguments(), problem.fields(), Map.of());
      return problem.extensions().isEmpty() ? new byte[0] : of(bare, locale, instance, reference);
    }
  }

  private static Map<String, Object> members(
      DomainException problem, Locale locale, String instance, String reference) {
    ProblemType type = problem.type();
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("type", URN + type.name());
    members.put("title", ProblemTexts.title(type, locale));
    ProblemTexts.detail(type, problem.arguments(), locale).ifPresent(d -> members.put("detail", d));
    members.put("status", type.status());
    members.put("instance", instance);
    members.put("reference", reference);
    if (!problem.fields().isEmpty()) {
      members.put("errors", errors(problem.fields(), locale));
    }
    problem.extensions().forEach(members::putIfAbsent);
    return members;
  }

  private static List<Map<String, String>> errors(List<FieldProblem> fields, Locale locale) {
    List<Map<String, String>> errors = new ArrayList<>();
    for (FieldProblem field : fields) {
      Map<String, String> error = new LinkedHashMap<>();
      error.put("field", field.field());
      error.put("code", field.code());
      error.put("message", ProblemTexts.message(field, locale));
      errors.add(error);
    }
    return errors;
  }
}
