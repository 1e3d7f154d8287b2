package org.madoguchi.calendar.internal.holiday;

import java.time.LocalDate;
import java.util.Map;

/** A national holiday with its names. */
public record Holiday(LocalDate date, String ja, String en) {
  public Map<String, String> names() {
    return Map.of("ja", ja, "en", en);
  }
}
