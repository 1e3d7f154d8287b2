package org.madoguchi.channels.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.madoguchi.channels.ChannelEvents;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.AccessTag;
import org.madoguchi.kernel.event.EventLog;
import org.madoguchi.kernel.event.NewEvent;
import org.madoguchi.kernel.measure.Counter;
import org.madoguchi.kernel.store.Transactions;

/**
 * Appends the room's events to the running transaction. A row's revision is the sequence of its
 * event.
 */
final class Journal {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final EventLog events;
  private final Transactions transactions;

  Journal(EventLog events, Transactions transactions) {
    this.events = events;
    this.transactions = transactions;
  }

  void append(InboxEntry entry, String type, StaffId actor, List<String> tickets) {
    append(List.of(told(entry, type, actor, tickets)));
  }

  /** Several events together are cheaper than one by one. */
  void append(List<Told> together) {
    events.append(transactions, together.stream().map(Told::event).toList());
    transactions.afterCommit(
        () ->
            together.forEach(
                t -> ChannelMeasures.count(t.counter(), t.channel(), t.event().type())));
  }

  /** An event and where it counts. */
  record Told(NewEvent event, Counter counter, String channel) {}

  static Told told(InboxEntry entry, String type, StaffId actor, List<String> tickets) {
    Map<String, Object> payload = new LinkedHashMap<>();
    payload.put("channel", entry.channel());
    if (!tickets.isEmpty()) {
      payload.put("tickets", tickets.subList(0, Math.min(tickets.size(), 50)));
    }
    NewEvent event =
        event(
            entry.aggregate(),
            entry.revision(),
            type,
            payload,
            entry.access(),
            actor,
            entry.changedAt());
    return new Told(event, ChannelMeasures.DELIVERIES, entry.channel());
  }

  void append(OutboxEntry entry, String type, StaffId actor, Map<String, Object> more) {
    Map<String, Object> payload = new LinkedHashMap<>();
    payload.put("ticket", entry.ticket().toString());
    payload.put("entry", entry.entry());
    payload.put("channel", entry.instance());
    payload.putAll(more);
    NewEvent event =
        event(
            entry.aggregate(),
            entry.revision(),
            type,
            payload,
            entry.access(),
            actor,
            entry.changedAt());
    append(List.of(new Told(event, ChannelMeasures.SENDINGS, entry.instance())));
  }

  private static NewEvent event(
      String aggregate,
      int sequence,
      String type,
      Map<String, Object> payload,
      AccessTag access,
      StaffId actor,
      Instant at) {
    return new NewEvent(
        ChannelEvents.STREAM, aggregate, sequence, type, 1, json(payload), access, actor, at);
  }

  private static String json(Map<String, Object> payload) {
    try {
      return JSON.writeValueAsString(payload);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
