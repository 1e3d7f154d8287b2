package org.madoguchi.tickets.internal.domain;

import java.util.LinkedHashMap;
import java.util.Map;

/** One edited field, both values as JSON writes them; '' for none. */
public record FieldChange(String before, String after) {
  /** The fields that differ, in the order of {@code now}; both have the same fields. */
  public static Map<String, FieldChange> between(
      Map<String, String> before, Map<String, String> now) {
    Map<String, FieldChange> changes = new LinkedHashMap<>();
    now.forEach(
        (field, value) -> {
          if (!value.equals(before.get(field))) {
            changes.put(field, new FieldChange(before.get(field), value));
          }
        });
    return changes;
  }
}
