package org.madoguchi.channels.internal;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.madoguchi.channels.ChannelEvents;
import org.madoguchi.channels.spi.ChannelDescriptor;
import org.madoguchi.channels.spi.InboundMessage;
import org.madoguchi.channels.spi.Particulars.NonDelivery;
import org.madoguchi.directory.Directory;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.tickets.DeliveryState;
import org.madoguchi.tickets.InboundContact.Nature;
import org.madoguchi.tickets.TicketConversation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A message of ours came back: its ticket is told that it failed after all. Only a report that
 * names our message by the id we signed counts, so that nobody can make up that a citizen's address
 * is dead. Told twice, nothing changes.
 */
final class Returns {
  private static final Logger LOG = LoggerFactory.getLogger(Returns.class);

  private final ChannelStore store;
  private final Journal journal;
  private final TicketConversation conversation;
  private final ThreadReferences references;
  private final Directory directory;
  private final Doorbells bells;
  private final Clock clock;

  Returns(
      ChannelStore store,
      Journal journal,
      TicketConversation conversation,
      ThreadReferences references,
      Directory directory,
      Doorbells bells,
      Clock clock) {
    this.store = store;
    this.journal = journal;
    this.conversation = conversation;
    this.references = references;
    this.directory = directory;
    this.bells = bells;
    this.clock = clock;
  }

  /**
   * @throws IllegalStateException while the message is being sent still: ask again
   */
  void tell(ChannelDescriptor channel, InboundMessage report, Instant at) {
    Optional<NonDelivery> returned =
        report.nature() == Nature.BOUNCE ? report.particulars().nonDelivery() : Optional.empty();
    returned.ifPresent(
        r ->
            references
                .messageOf(report.references())
                .filter(ours -> ours.ticket().municipality().equals(channel.municipality()))
                .ifPresent(ours -> tell(ours, r, at)));
  }

  private void tell(ThreadReferences.Ours ours, NonDelivery returned, Instant at) {
    Optional<OutboxEntry> row =
        store.transactions().read(() -> store.outbox().find(ours.ticket(), ours.entry()));
    try {
      if (returned.delayed()) {
        // a report that was overtaken by the one of failure tells nothing new
        row.filter(sent -> sent.state() == OutboxEntry.State.SENT)
            .ifPresent(
                sent -> change(ours, DeliveryState.SENT, reason(Reasons.DELAYED, returned), at));
        return;
      }
      String reason =
          reason(returned.permanent() ? Reasons.RETURNED : Reasons.RETURNED_FOR_NOW, returned);
      if (row.isPresent()) {
        fail(row.get(), reason);
      } else {
        // its row was put away: the ticket alone still knows of it
        change(ours, DeliveryState.FAILED, reason, at);
      }
      if (returned.permanent()) {
        conversation.undeliverable(ours.ticket(), ours.entry(), status(returned), at);
      }
    } catch (DomainException e) {
      // the ticket or the entry is gone: nobody is left to be told
      LOG.info("nobody is told that a message of {} came back", ours.ticket());
    }
  }

  /** Upkeep tells the ticket, as of every other outcome. */
  private void fail(OutboxEntry row, String reason) {
    switch (row.state()) {
      case SENT, IN_DOUBT -> {
        OutboxEntry failed = row.failed(reason, clock.instant());
        store
            .transactions()
            .write(
                () -> {
                  if (store.outbox().replace(row, failed)) {
                    journal.append(failed, ChannelEvents.FAILED, StaffId.SYSTEM, Map.of());
                    store.transactions().afterCommit(bells.upkeep()::ring);
                  }
                });
      }
      case SENDING -> throw new IllegalStateException("message " + row.id() + " is being sent");
      case QUEUED, FAILED, TAKEN_BACK -> {
        // a person has it sent again already, or knows
      }
    }
  }

  private void change(ThreadReferences.Ours ours, DeliveryState state, String reason, Instant at) {
    conversation.deliveryChanged(
        ours.ticket(),
        ours.entry(),
        state,
        "",
        Reasons.text(reason, language(ours.ticket().municipality())),
        at);
  }

  private static String reason(String code, NonDelivery returned) {
    String status = status(returned);
    return Reasons.with(code, status.isEmpty() ? "-" : status);
  }

  /** A stranger wrote it. */
  private static String status(NonDelivery returned) {
    return returned.status().matches("[245]\\.[0-9]{1,3}\\.[0-9]{1,3}") ? returned.status() : "";
  }

  private Locale language(MunicipalityId municipality) {
    return directory
        .municipality(municipality)
        .map(m -> m.languages())
        .flatMap((List<Locale> languages) -> languages.stream().findFirst())
        .orElse(Locale.JAPANESE);
  }
}
