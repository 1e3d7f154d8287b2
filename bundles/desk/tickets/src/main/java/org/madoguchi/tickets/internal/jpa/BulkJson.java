package org.madoguchi.tickets.internal.jpa;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import org.madoguchi.tickets.internal.domain.FieldChange;

/** What is kept in one column because nobody asks for its parts. */
final class BulkJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private BulkJson() {}

  static String write(Object value) {
    try {
      return JSON.writeValueAsString(value);
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
