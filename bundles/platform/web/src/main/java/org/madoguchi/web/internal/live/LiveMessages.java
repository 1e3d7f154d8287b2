package org.madoguchi.web.internal.live;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.AccessTag;
import org.madoguchi.kernel.access.Permission;
import org.madoguchi.kernel.event.CommittedEvent;
import org.madoguchi.web.internal.json.Json;

/** What is written to a live connection: server-sent events as the HTML standard defines them. */
final class LiveMessages {
  static final byte[] UI = bytes("event: ui\ndata: {}\n\n");
  static final byte[] BYE = bytes("event: bye\ndata: {}\n\n");

  /**
   * For a connection that had to make room: its browser tab comes back later, not in a fight with
   * the others.
   */
  static final byte[] CROWDED_OUT = bytes("retry: 60000\nevent: bye\ndata: {}\n\n");

  /** Answers on every face concern everybody who works for the municipality. */
  private static final String PINNED = "pinned-";

  private LiveMessages() {}

  static byte[] hello(long position) {
    return bytes(
        "retry: 3000\nid: "
            + position
            + "\nevent: hello\ndata: {\"position\":"
            + position
            + "}\n\n");
  }

  static byte[] reset(long position) {
    return bytes("id: " + position + "\nevent: reset\ndata: {}\n\n");
  }

  /**
   * A comment with an id: it moves the client's Last-Event-ID past events it may not see, and shows
   * nothing.
   */
  static byte[] heartbeat(long position) {
    return bytes(": \nid: " + position + "\n\n");
  }

  /** Those of the events the scope may see, as one piece; empty when it may see none. */
  static byte[] events(List<CommittedEvent> events, AccessScope scope) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (CommittedEvent event : events) {
      if (sees(scope, event)) {
        out.writeBytes(event(event));
      }
    }
    return out.toByteArray();
  }

  /** Something without a history is other now. Has no id: it is no place in the log. */
  static byte[] state(String topic, MunicipalityId municipality) {
    return personal("state", new TreeMap<>(Map.of("topic", topic, "municipality", municipality)));
  }

  /** Has no id either: whoever missed it is not told again. */
  static byte[] personal(String name, Map<String, ?> content) {
    return bytes("event: " + name + "\ndata: " + written(content) + "\n\n");
  }

  private static boolean sees(AccessScope scope, CommittedEvent event) {
    return switch (event.stream()) {
      case "tickets", "views" -> scope.may(Permission.TICKET_READ, event.access());
      // the first ones did not say who sees the citizen
      case "citizens" ->
          event.version() > 1
              && scope.may(Permission.CITIZEN_READ, event.access().municipality())
              && scope.may(Permission.TICKET_READ, event.access());
      // what was told to one person
      case "alerts" ->
          event.aggregate().equals("alerts-" + scope.who())
              && scope.mayAnywhere(Permission.TICKET_READ);
      case "channels" -> scope.may(Permission.CHANNEL_READ, event.access().municipality());
      case "directory" -> scope.may(Permission.DIRECTORY_READ, event.access().municipality());
      case "notices" ->
          sees(scope, event.access(), Permission.TICKET_READ, Permission.NOTICE_PUBLISH);
      case "knowledge" ->
          event.aggregate().startsWith(PINNED)
              ? sees(
                  scope,
                  event.access(),
                  Permission.TICKET_READ,
                  Permission.KNOWLEDGE_READ,
                  Permission.ANSWER_PIN)
              // of drafts too: whoever only reads has nothing open that changes
              : scope.may(Permission.KNOWLEDGE_WRITE, event.access());
      case "problems" -> sees(scope, event.access(), Permission.TICKET_READ);
      default -> false;
    };
  }

  /** What is for a whole municipality concerns whoever has one of the permissions there. */
  private static boolean sees(AccessScope scope, AccessTag tag, Permission... any) {
    return Arrays.stream(any)
        .anyMatch(
            p -> tag.section().isNone() ? scope.may(p, tag.municipality()) : scope.may(p, tag));
  }

  private static byte[] event(CommittedEvent event) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("position", event.position());
    members.put("stream", event.stream());
    members.put("type", event.type());
    members.put("aggregate", event.aggregate());
    members.put("municipality", event.access().municipality());
    members.put("actor", event.actor());
    members.put("at", event.at());
    return bytes("id: " + event.position() + "\nevent: event\ndata: " + written(members) + "\n\n");
  }

  private static String written(Map<String, ?> members) {
    try {
      return Json.mapper().writeValueAsString(members);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
