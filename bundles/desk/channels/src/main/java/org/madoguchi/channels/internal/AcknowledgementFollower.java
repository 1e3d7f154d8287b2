package org.madoguchi.channels.internal;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.madoguchi.kernel.event.CommittedEvent;
import org.madoguchi.kernel.event.EventFollower;
import org.madoguchi.tickets.InboundContact.Nature;
import org.madoguchi.tickets.TicketEvents;
import org.madoguchi.tickets.TicketRef;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Notes every ticket a person opened through a channel; {@link Acknowledger} decides whether it is
 * answered.
 */
@Component(service = EventFollower.class)
public final class AcknowledgementFollower implements EventFollower {
  private final ChannelStore store;
  private final Doorbells bells;

  @Activate
  public AcknowledgementFollower(@Reference ChannelStore store, @Reference Doorbells bells) {
    this.store = store;
    this.bells = bells;
  }

  @Override
  public String name() {
    return "channels.acknowledgement";
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
    Map<TicketRef, Acknowledgement> opened = new LinkedHashMap<>();
    for (CommittedEvent event : batch) {
      if (event.type().equals(TicketEvents.OPENED)) {
        TicketRef.parse(event.aggregate())
            .flatMap(ticket -> pending(ticket, event))
            .ifPresent(one -> opened.putIfAbsent(one.ticket(), one));
      }
    }
    note(opened);
  }

  private static Optional<Acknowledgement> pending(TicketRef ticket, CommittedEvent event) {
    JsonNode payload = OutboxFollower.payload(event);
    String source = payload.path("source").asText();
    if (source.isEmpty() || !isPerson(payload.path("nature").asText())) {
      return Optional.empty();
    }
    return Optional.of(
        new Acknowledgement(
            ticket,
            payload.path("entry").asText(),
            event.access(),
            source,
            payload.path("language").asText(),
            Acknowledgement.State.PENDING,
            "",
            event.at(),
            event.at()));
  }

  private void note(Map<TicketRef, Acknowledgement> opened) {
    opened.keySet().removeAll(noted(opened.keySet()));
    if (opened.isEmpty()) {
      return;
    }
    try {
      store
          .transactions()
          .write(
              () -> {
                store.acknowledgements().add(opened.values());
                store.transactions().afterCommit(bells.upkeep()::ring);
              });
    } catch (RuntimeException e) {
      // the same events may be followed twice at once while a lease changes hands
      if (noted(opened.keySet()).isEmpty()) {
        throw e;
      }
      note(opened);
    }
  }

  private Set<TicketRef> noted(Set<TicketRef> tickets) {
    return tickets.isEmpty()
        ? Set.of()
        : store.transactions().read(() -> store.acknowledgements().noted(tickets));
  }

  private static boolean isPerson(String nature) {
    return nature.equalsIgnoreCase(Nature.PERSON.name());
  }
}
