package org.madoguchi.channels.internal;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
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
    for (CommittedEvent event : batch) {
      if (event.type().equals(TicketEvents.OPENED)) {
        TicketRef.parse(event.aggregate()).ifPresent(ticket -> note(ticket, event));
      }
    }
  }

  private void note(TicketRef ticket, CommittedEvent event) {
    JsonNode payload = OutboxFollower.payload(event);
    String source = payload.path("source").asText();
    if (source.isEmpty() || !isPerson(payload.path("nature").asText()) || isNoted(ticket)) {
      return;
    }
    Acknowledgement pending =
        new Acknowledgement(
            ticket,
            payload.path("entry").asText(),
            event.access(),
            source,
            payload.path("language").asText(),
            Acknowledgement.State.PENDING,
            "",
            event.at(),
            event.at());
    try {
      store
          .transactions()
          .write(
              () -> {
                store.acknowledgements().add(pending);
                store.transactions().afterCommit(bells.upkeep()::ring);
              });
    } catch (RuntimeException e) {
      if (!isNoted(ticket)) {
        throw e;
      }
    }
  }

  private static boolean isPerson(String nature) {
    return nature.equalsIgnoreCase(Nature.PERSON.name());
  }

  private boolean isNoted(TicketRef ticket) {
    return store.transactions().read(() -> store.acknowledgements().holds(ticket));
  }
}
