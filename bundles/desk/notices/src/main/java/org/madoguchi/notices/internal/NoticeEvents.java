package org.madoguchi.notices.internal;

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
import org.madoguchi.notices.internal.domain.Details;
import org.madoguchi.notices.internal.domain.Notice;

/** What happens to notices, as the log keeps it: who, when, which fields, which edition. */
final class NoticeEvents {
  static final String STREAM = "notices";
  static final String PUBLISHED = "NoticePublished";
  static final String EDITED = "NoticeEdited";

  private static final int PAYLOAD_VERSION = 1;
  private static final ObjectMapper JSON = new ObjectMapper();

  private NoticeEvents() {}

  static String aggregate(Notice notice) {
    return "notice-" + notice.id();
  }

  static NewEvent published(Notice notice) {
    return event(notice, PUBLISHED, List.of(), notice.author(), notice.createdAt());
  }

  static NewEvent edited(Notice notice, Details before) {
    List<String> fields = notice.details().changesSince(before);
    return event(notice, EDITED, fields, notice.editor(), notice.editedAt());
  }

  private static NewEvent event(
      Notice notice, String type, List<String> fields, StaffId who, Instant at) {
    return new NewEvent(
        STREAM,
        aggregate(notice),
        notice.version(),
        type,
        PAYLOAD_VERSION,
        write(Map.of("edition", notice.edition(), "fields", fields)),
        notice.tag(),
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
