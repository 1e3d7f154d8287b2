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
import org.madoguchi.notices.internal.domain.Plan;
import org.madoguchi.notices.internal.domain.PlannedChange;

/**
 * What happens to notices and planned changes, as the log keeps it: who, when, which fields, which
 * edition.
 */
final class NoticeEvents {
  static final String STREAM = "notices";
  static final String PUBLISHED = "NoticePublished";
  static final String EDITED = "NoticeEdited";
  static final String PLANNED = "ChangePlanned";
  static final String REPLANNED = "ChangeEdited";

  private static final int PAYLOAD_VERSION = 1;
  private static final ObjectMapper JSON = new ObjectMapper();

  private NoticeEvents() {}

  static String aggregate(Notice notice) {
    return "notice-" + notice.id();
  }

  static String aggregate(PlannedChange change) {
    return "change-" + change.id();
  }

  static NewEvent published(Notice notice) {
    return event(notice, PUBLISHED, List.of(), notice.author(), notice.createdAt());
  }

  static NewEvent edited(Notice notice, Details before) {
    List<String> fields = notice.details().changesSince(before);
    return event(notice, EDITED, fields, notice.editor(), notice.editedAt());
  }

  static NewEvent planned(PlannedChange change) {
    return event(change, PLANNED, List.of());
  }

  static NewEvent replanned(PlannedChange change, Plan before) {
    return event(change, REPLANNED, change.plan().changesSince(before));
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

  private static NewEvent event(PlannedChange change, String type, List<String> fields) {
    return new NewEvent(
        STREAM,
        aggregate(change),
        change.version(),
        type,
        PAYLOAD_VERSION,
        write(Map.of("fields", fields)),
        change.tag(),
        change.editor(),
        change.editedAt());
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
