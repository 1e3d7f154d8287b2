package org.madoguchi.channels.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.madoguchi.channels.ChannelEvents;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.event.CommittedEvent;
import org.madoguchi.kernel.event.EventFollower;
import org.madoguchi.kernel.event.EventLog;
import org.madoguchi.kernel.store.IdSource;
import org.madoguchi.tickets.TicketEvents;
import org.madoguchi.tickets.TicketRef;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts every queued reply into the outbox, once by ticket and entry, and keeps the access columns
 * of both boxes as the tickets' are.
 */
@Component(service = EventFollower.class)
public final class OutboxFollower implements EventFollower {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final Logger LOG = LoggerFactory.getLogger(OutboxFollower.class);

  private final ChannelStore store;
  private final IdSource ids;
  private final Clock clock;
  private final Doorbells bells;
  private final Journal journal;

  @Activate
  public OutboxFollower(
      @Reference ChannelStore store,
      @Reference IdSource ids,
      @Reference EventLog events,
      @Reference Clock clock,
      @Reference Doorbells bells) {
    this.store = store;
    this.ids = ids;
    this.clock = clock;
    this.bells = bells;
    this.journal = new Journal(events, store.transactions());
  }

  @Override
  public String name() {
    return "channels.outbox";
  }

  @Override
  public Set<String> streams() {
    return Set.of(TicketEvents.STREAM);
  }

  @Override
  public boolean everyNode() {
    return false;
  }

  @Override
  public void follow(List<CommittedEvent> batch) {
    for (CommittedEvent event : batch) {
      Optional<TicketRef> ticket = TicketRef.parse(event.aggregate());
      if (ticket.isPresent() && event.type().equals(TicketEvents.REPLY_QUEUED)) {
        try (LogContext cause = LogContext.causedBy(event.correlation())) {
          queue(ticket.get(), event);
        }
      } else if (ticket.isPresent() && event.type().equals(TicketEvents.REPLY_TAKEN_BACK)) {
        takeBack(ticket.get(), payload(event).path("entry").asText());
      } else if (ticket.isPresent() && event.type().equals(TicketEvents.EDITED)) {
        retag(ticket.get(), event);
      }
    }
  }

  private void queue(TicketRef ticket, CommittedEvent event) {
    JsonNode payload = payload(event);
    String entry = payload.path("entry").asText();
    if (isQueued(ticket, entry)) {
      return;
    }
    Instant now = clock.instant();
    OutboxEntry queued =
        OutboxEntry.queued(
            ids.next("outbox"),
            ticket,
            entry,
            event.access(),
            payload.path("channel").asText(),
            payload.path("source").asText(),
            notBefore(payload, now),
            now);
    try {
      store
          .transactions()
          .write(
              () -> {
                store.outbox().add(queued);
                journal.append(queued, ChannelEvents.SENDING_QUEUED, StaffId.SYSTEM, Map.of());
                store.transactions().afterCommit(bells.outbox()::ring);
                // leads from the request that wrote the reply to the lines about sending it
                store.transactions().afterCommit(() -> LOG.info("{} waits", queued.aggregate()));
              });
    } catch (RuntimeException e) {
      // the same event may be followed twice at once while a lease changes hands
      if (!isQueued(ticket, entry)) {
        throw e;
      }
    }
  }

  private static Instant notBefore(JsonNode payload, Instant now) {
    String written = payload.path("notBefore").asText();
    Instant notBefore = written.isEmpty() ? now : Instant.parse(written);
    return notBefore.isAfter(now) ? notBefore : now;
  }

  /** Whoever has it in hand just now is told so when it asks for the content. */
  private void takeBack(TicketRef ticket, String entry) {
    store
        .transactions()
        .write(
            () ->
                store
                    .outbox()
                    .find(ticket, entry)
                    .filter(e -> e.state() == OutboxEntry.State.QUEUED)
                    .ifPresent(this::takeBack));
  }

  private void takeBack(OutboxEntry queued) {
    OutboxEntry takenBack = queued.takenBack(clock.instant());
    if (store.outbox().replace(queued, takenBack)) {
      journal.append(takenBack, ChannelEvents.SENDING_TAKEN_BACK, StaffId.SYSTEM, Map.of());
    }
  }

  private boolean isQueued(TicketRef ticket, String entry) {
    return store.transactions().read(() -> store.outbox().holds(ticket, entry));
  }

  private void retag(TicketRef ticket, CommittedEvent event) {
    store
        .transactions()
        .write(
            () -> {
              store.outbox().retag(ticket, event.access());
              store.inbox().retag(ticket, event.access());
            });
  }

  static JsonNode payload(CommittedEvent event) {
    try {
      return JSON.readTree(event.payload());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the payload of event " + event.id() + " is not JSON");
    }
  }
}
