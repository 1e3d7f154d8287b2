package org.madoguchi.tickets.internal.jpa;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import org.madoguchi.tickets.internal.domain.FieldChange;

/** What is kept in one column because nobody asks for its parts. */
final class BulkJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Leaves out what is not said: a node of the previous build reads all that it knows. */
  private static final ObjectMapper SPARING =
      new ObjectMapper().setSerializationInclusion(JsonInclude.Include.NON_NULL);

  static {
    SPARING
        .configOverride(List.class)
        .setInclude(
            JsonInclude.Value.construct(JsonInclude.Include.NON_EMPTY, JsonInclude.Include.ALWAYS));
  }

  private BulkJson() {}

  static String write(Object value) {
    return write(JSON, value);
  }

  /** For what reads a missing list as an empty one. */
  static String writeSparingly(Object value) {
    return write(SPARING, value);
  }

  private static String write(ObjectMapper json, Object value) {
    try {
      return json.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("plain values can always be written", e);
    }
  }

  static <T> T read(String json, Class<T> type) {
    try {
      return JSON.readValue(json, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("what was written here can be read", e);
    }
  }

  static Map<String, FieldChange> changes(String json) {
    try {
      return JSON.readValue(json, new TypeReference<Map<String, FieldChange>>() {});
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("what was written here can be read", e);
    }
  }
}
