package org.madoguchi.templates.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.event.CommittedEvent;
import org.madoguchi.kernel.event.NewEvent;
import org.madoguchi.templates.internal.domain.Details;
import org.madoguchi.templates.internal.domain.TextModule;

/** What happens to text modules, as the log keeps it: who, when and which fields. */
public final class TemplateEvents {
  public static final String STREAM = "templates";
  static final String CREATED = "TextModuleCreated";
  static final String EDITED = "TextModuleEdited";

  private static final int PAYLOAD_VERSION = 1;
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String TEMPLATE = "template-";

  private TemplateEvents() {}

  public static String aggregate(TextModule module) {
    return TEMPLATE + module.id();
  }

  /** The number of the module an event is about. */
  public static long module(CommittedEvent event) {
    return Long.parseLong(event.aggregate().substring(TEMPLATE.length()));
  }

  public static NewEvent created(TextModule module, StaffId who, Instant at) {
    return event(module, CREATED, Map.of(), who, at);
  }

  public static NewEvent edited(TextModule module, Details before, StaffId who, Instant at) {
    List<String> fields = module.details().changesSince(before);
    return event(module, EDITED, Map.of("fields", fields), who, at);
  }

  private static NewEvent event(
      TextModule module, String type, Map<String, Object> payload, StaffId who, Instant at) {
    return new NewEvent(
        STREAM,
        aggregate(module),
        module.version(),
        type,
        PAYLOAD_VERSION,
        write(payload),
        module.tag(),
        who,
        at);
  }

  /** The names of the fields that an edit changed. */
  static List<String> fields(CommittedEvent event) {
    try {
      List<String> fields = new ArrayList<>();
      for (JsonNode field : JSON.readTree(event.payload()).path("fields")) {
        fields.add(field.asText());
      }
      return fields;
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("event " + event.id() + " has no readable payload", e);
    }
  }

  private static String write(Map<String, Object> payload) {
    try {
      return JSON.writeValueAsString(payload);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a payload of plain values can always be written", e);
    }
  }
}
