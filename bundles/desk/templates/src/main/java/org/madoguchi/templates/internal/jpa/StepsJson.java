package org.madoguchi.templates.internal.jpa;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;
import org.madoguchi.tickets.Macro;

/** What a macro does, as its row keeps it. */
final class StepsJson {
  // a newer version may have written more
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .setSerializationInclusion(JsonInclude.Include.NON_NULL)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  private StepsJson() {}

  static String written(Optional<Macro.Steps> steps) {
    try {
      return steps.isEmpty() ? "" : JSON.writeValueAsString(steps.get());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("plain values can always be written", e);
    }
  }

  static Optional<Macro.Steps> read(String written) {
    try {
      return written.isEmpty()
          ? Optional.empty()
          : Optional.of(JSON.readValue(written, Macro.Steps.class));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a macro cannot be read", e);
    }
  }
}
