package org.madoguchi.tickets.internal.domain;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.madoguchi.kernel.problem.Checks;
import org.madoguchi.tickets.DeliveryState;
import org.madoguchi.tickets.InboundContact.Nature;
import org.madoguchi.tickets.TicketEvents;
import org.madoguchi.tickets.TicketKind;
import org.madoguchi.tickets.TicketStatus;

/** Something that happened to a ticket; payloads as documented in {@link TicketEvents}. */
public sealed interface TicketEvent {
  String type();

  Map<String, Object> payload();

  /** A ticket was opened. */
  record Opened(
      TicketKind kind, String channel, String source, Nature nature, long entry, String language)
      implements TicketEvent {
    @Override
    public String type() {
      return TicketEvents.OPENED;
    }

    @Override
    public Map<String, Object> payload() {
      return members(
          "kind",
          Checks.written(kind),
          "channel",
          channel,
          "source",
          source,
          "nature",
          Checks.written(nature),
          "entry",
          Long.toString(entry),
          "language",
          language);
    }
  }

  /** A citizen's message joined the conversation. */
  record MessageReceived(long entry, String channel, String source, Nature nature, boolean reopened)
      implements TicketEvent {
    @Override
    public String type() {
      return TicketEvents.MESSAGE_RECEIVED;
    }

    @Override
    public Map<String, Object> payload() {
      return members(
          "entry", Long.toString(entry),
          "channel", channel,
          "source", source,
          "nature", Checks.written(nature),
          "reopened", reopened);
    }
  }

  /** A reply or an acknowledgement is to be sent. */
  record ReplyQueued(long entry, String channel, String source, boolean automatic)
      implements TicketEvent {
    @Override
    public String type() {
      return TicketEvents.REPLY_QUEUED;
    }

    @Override
    public Map<String, Object> payload() {
      return members(
          "entry", Long.toString(entry),
          "channel", channel,
          "source", source,
          "automatic", automatic);
    }
  }

  /** The channels room reported what became of a message. */
  record DeliveryChanged(long entry, DeliveryState state, String reason) implements TicketEvent {
    @Override
    public String type() {
      return TicketEvents.DELIVERY_CHANGED;
    }

    @Override
    public Map<String, Object> payload() {
      return members(
          "entry", Long.toString(entry), "state", Checks.written(state), "reason", reason);
    }
  }

  /** Staff, or the product, left a note. */
  record NoteAdded(long entry) implements TicketEvent {
    @Override
    public String type() {
      return TicketEvents.NOTE_ADDED;
    }

    @Override
    public Map<String, Object> payload() {
      return members("entry", Long.toString(entry));
    }
  }

  /**
   * @param version of the ticket's details after this change: what If-Match is held against
   */
  record Edited(Map<String, FieldChange> fields, long version) implements TicketEvent {
    @Override
    public String type() {
      return TicketEvents.EDITED;
    }

    @Override
    public Map<String, Object> payload() {
      Map<String, Object> written = new LinkedHashMap<>();
      fields.forEach((field, c) -> written.put(field, List.of(c.before(), c.after())));
      return members("fields", written, "version", version);
    }
  }

  /** A ticket was taken over from another system. */
  record Imported(TicketKind kind, String channel, TicketStatus status) implements TicketEvent {
    @Override
    public String type() {
      return TicketEvents.IMPORTED;
    }

    @Override
    public Map<String, Object> payload() {
      return members(
          "kind", Checks.written(kind), "channel", channel, "status", Checks.written(status));
    }
  }

  private static Map<String, Object> members(Object... pairs) {
    Map<String, Object> members = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      members.put((String) pairs[i], pairs[i + 1]);
    }
    return members;
  }
}
