package org.madoguchi.channels.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import org.madoguchi.channels.ChannelEvents;
import org.madoguchi.channels.spi.ChannelDescriptor;
import org.madoguchi.channels.spi.ChannelRejected;
import org.madoguchi.channels.spi.ChannelUnavailable;
import org.madoguchi.channels.spi.DeliveryInDoubt;
import org.madoguchi.channels.spi.InboundMessage;
import org.madoguchi.channels.spi.OutboundMessage;
import org.madoguchi.channels.spi.SendReceipt;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.event.EventLog;
import org.madoguchi.kernel.store.BlobStore;
import org.madoguchi.kernel.store.ThisProcess;
import org.madoguchi.persistence.Faults;
import org.madoguchi.persistence.Loop;
import org.madoguchi.tickets.AttachmentContent;
import org.madoguchi.tickets.TicketConversation;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends queued messages. SENDING is committed before the connector is called, so that after a crash
 * nobody sends twice: such a message is in doubt, and a person decides.
 */
@Component(service = OutboxWorker.class, immediate = true)
public final class OutboxWorker {
  private static final Logger LOG = LoggerFactory.getLogger(OutboxWorker.class);
  private static final int JOBS_PER_CHANNEL = 2;
  private static final int LONGEST_REFERENCE = 1_000;
  private static final Duration FILE_SOON = Duration.ofSeconds(1);
  private static final Duration FILE_LATER = Duration.ofMinutes(5);

  private final ChannelStore store;
  private final BlobStore blobs;
  private final TicketConversation conversation;
  private final ThreadReferences references;
  private final ConnectedChannels channels;
  private final Doorbells bells;
  private final Clock clock;
  private final Timing timing;
  private final Journal journal;
  private final Lanes lanes;
  private final Loop loop;
  private final Claims claims;

  @Activate
  public OutboxWorker(
      @Reference ChannelStore store,
      @Reference BlobStore blobs,
      @Reference EventLog events,
      @Reference TicketConversation conversation,
      @Reference ThreadReferences references,
      @Reference ConnectedChannels channels,
      @Reference Doorbells bells,
      @Reference ThisProcess process,
      @Reference Clock clock) {
    this(
        store,
        blobs,
        events,
        conversation,
        references,
        channels,
        bells,
        process,
        clock,
        Timing.USUAL);
  }

  OutboxWorker(
      ChannelStore store,
      BlobStore blobs,
      EventLog events,
      TicketConversation conversation,
      ThreadReferences references,
      ConnectedChannels channels,
      Doorbells bells,
      ThisProcess process,
      Clock clock,
      Timing timing) {
    this.store = store;
    this.claims = new Claims(process);
    this.blobs = blobs;
    this.conversation = conversation;
    this.references = references;
    this.channels = channels;
    this.bells = bells;
    this.clock = clock;
    this.timing = timing;
    this.journal = new Journal(events, store.transactions());
    this.lanes = new Lanes("outbox", JOBS_PER_CHANNEL, timing, channels, false);
    this.loop = new Loop("channels-outbox", bells.outbox(), timing.poll(), this::handOut);
    loop.start();
  }

  @Deactivate
  public void stop() {
    loop.stop();
    lanes.close();
  }

  private void handOut() {
    for (Lane lane : lanes.current(connected -> {})) {
      int free = lane.connected().descriptor().sends() ? lane.free() : 0;
      if (free > 0) {
        due(lane.connected(), free).forEach(id -> claimAndSend(lane, id));
      }
    }
  }

  private List<Long> due(Connected connected, int limit) {
    ChannelDescriptor mine = connected.descriptor();
    List<String> senders =
        channels.all().stream()
            .map(Connected::descriptor)
            .filter(ChannelDescriptor::sends)
            .map(ChannelDescriptor::name)
            .toList();
    Outbox.Duty duty =
        new Outbox.Duty(
            mine.name(),
            mine.kind(),
            mine.municipality(),
            channels.standsIn(connected),
            senders.isEmpty() ? List.of(mine.name()) : senders);
    return store.transactions().read(() -> store.outbox().due(duty, clock.instant(), limit));
  }

  private void claimAndSend(Lane lane, long id) {
    Instant now = clock.instant();
    Lease lease = claims.until(leaseEnd(lane, now));
    store
        .transactions()
        .write(() -> store.outbox().claim(id, lease, now))
        .ifPresent(entry -> lane.run(() -> sendAndSettle(lane, entry)));
  }

  private Instant leaseEnd(Lane lane, Instant from) {
    return from.plus(lane.connected().connector().timeLimit())
        .plus(timing.grace())
        .plus(timing.leaseMargin());
  }

  private void sendAndSettle(Lane lane, OutboxEntry entry) {
    try (LogContext about = LogContext.of(lane.connected().name(), entry.aggregate())) {
      send(lane, entry);
    } catch (RuntimeException | LinkageError e) {
      // a row that is QUEUED comes again when its lease is over, one that is SENDING becomes a
      // doubt
      LOG.warn("message {} could not be settled: {}", entry.id(), Faults.describe(e));
    } finally {
      bells.outbox().ring();
    }
  }

  private void send(Lane lane, OutboxEntry claimed) {
    Optional<TicketConversation.Outbound> content =
        Retry.of(() -> conversation.outbound(claimed.ticket(), claimed.entry()), timing);
    if (content.isEmpty()) {
      settleWithout(claimed);
      return;
    }
    Optional<TicketConversation.Hindrance> hindrance =
        Retry.of(() -> conversation.hindrance(claimed.ticket(), claimed.entry()), timing);
    if (hindrance.isPresent()) {
      holdBack(claimed, hindrance.get());
      return;
    }
    OutboundMessage message = message(claimed, content.get());
    Retry.of(() -> begun(lane, claimed), timing).ifPresent(sending -> call(lane, sending, message));
  }

  /** It was not begun, so nothing is in doubt. */
  private void holdBack(OutboxEntry claimed, TicketConversation.Hindrance hindrance) {
    switch (hindrance) {
      case WAITS -> waitForFiles(claimed);
      case INFECTED -> {
        OutboxEntry failed = claimed.failed(Reasons.FILE_INFECTED, clock.instant());
        settle(claimed, failed, ChannelEvents.FAILED);
      }
      case UNSCANNABLE -> {
        OutboxEntry failed = claimed.failed(Reasons.FILE_UNSCANNABLE, clock.instant());
        settle(claimed, failed, ChannelEvents.FAILED);
      }
    }
  }

  /** Looks again soon at first: a scan takes a moment, a scanner that is down hours. */
  private void waitForFiles(OutboxEntry claimed) {
    Instant now = clock.instant();
    if (!now.isBefore(claimed.giveUpAt())) {
      String reason = Reasons.with(Reasons.GAVE_UP, Reasons.FILE_WAITS);
      settle(claimed, claimed.failed(reason, now), ChannelEvents.FAILED);
      return;
    }
    Duration waited = Duration.between(claimed.queuedAt(), now).dividedBy(4);
    Duration longer = waited.compareTo(FILE_SOON) < 0 ? FILE_SOON : waited;
    Instant next = now.plus(longer.compareTo(FILE_LATER) > 0 ? FILE_LATER : longer);
    OutboxEntry later = claimed.postponed(Reasons.FILE_WAITS, next, now);
    settle(claimed, later, ChannelEvents.SENDING_POSTPONED);
  }

  /** There is nothing to be sent. */
  private void settleWithout(OutboxEntry claimed) {
    boolean takenBack =
        Retry.of(() -> conversation.isTakenBack(claimed.ticket(), claimed.entry()), timing);
    Instant now = clock.instant();
    if (takenBack) {
      settle(claimed, claimed.takenBack(now), ChannelEvents.SENDING_TAKEN_BACK);
    } else {
      settle(claimed, claimed.failed(Reasons.ENTRY_MISSING, now), ChannelEvents.FAILED);
    }
  }

  private Optional<OutboxEntry> begun(Lane lane, OutboxEntry claimed) {
    Instant now = clock.instant();
    OutboxEntry sending = claimed.sending(lane.connected().name(), leaseEnd(lane, now), now);
    return store.transactions().write(() -> store.outbox().replace(claimed, sending))
        ? Optional.of(sending)
        : Optional.empty();
  }

  private void call(Lane lane, OutboxEntry sending, OutboundMessage message) {
    // apart from the sending: a database that fails now makes no doubt of what is known
    sent(lane, sending, message)
        .ifPresent(
            reference ->
                settle(sending, sending.sent(reference, clock.instant()), ChannelEvents.SENT));
  }

  /** The message's reference; empty when it was not sent, which is noted then. */
  private Optional<String> sent(Lane lane, OutboxEntry sending, OutboundMessage message) {
    try {
      SendReceipt receipt = lane.call(() -> lane.connected().connector().send(message));
      return Optional.of(Texts.line(receipt.messageReference(), LONGEST_REFERENCE));
    } catch (ChannelUnavailable e) {
      tryLater(sending, Reasons.told(e.getMessage(), Reasons.BUSY));
    } catch (RejectedExecutionException e) {
      tryLater(sending, Reasons.BUSY);
    } catch (ChannelRejected e) {
      String reason = Reasons.told(e.getMessage(), Reasons.SEND_FAILED);
      settle(sending, sending.failed(reason, clock.instant()), ChannelEvents.FAILED);
    } catch (DeliveryInDoubt e) {
      doubt(sending, Reasons.told(e.getMessage(), Reasons.SEND_FAILED));
    } catch (CallTimedOut e) {
      doubt(sending, Reasons.SEND_TIMEOUT);
    } catch (Exception | LinkageError | StackOverflowError e) {
      LOG.warn(
          "channel {} failed to send message {}: {}",
          sending.channel(),
          sending.id(),
          Faults.describe(e));
      doubt(sending, Reasons.SEND_FAILED);
    }
    return Optional.empty();
  }

  private void tryLater(OutboxEntry sending, String reason) {
    Instant now = clock.instant();
    if (!now.isBefore(sending.giveUpAt())) {
      OutboxEntry failed = sending.failed(Reasons.with(Reasons.GAVE_UP, reason), now);
      settle(sending, failed, ChannelEvents.FAILED);
      return;
    }
    Instant next = now.plus(Timing.backOff(sending.attempts()));
    settle(sending, sending.postponed(reason, next, now), ChannelEvents.SENDING_POSTPONED);
  }

  private void doubt(OutboxEntry sending, String reason) {
    settle(sending, sending.inDoubt(reason, clock.instant()), ChannelEvents.IN_DOUBT);
    LOG.warn("delivery of message {} is in doubt", sending.id());
  }

  /** What a connector told must not be forgotten because the database is away for a while. */
  private void settle(OutboxEntry before, OutboxEntry after, String event) {
    Retry.of(() -> store(before, after, event) || storeLate(before, after, event), timing);
    bells.upkeep().ring();
  }

  private boolean store(OutboxEntry before, OutboxEntry after, String event) {
    return store
        .transactions()
        .write(
            () -> {
              boolean mine = store.outbox().replace(before, after);
              if (mine) {
                journal.append(after, event, StaffId.SYSTEM, Map.of());
              }
              return mine;
            });
  }

  /** Another node took us for dead and doubted; we know what became of the message after all. */
  private boolean storeLate(OutboxEntry before, OutboxEntry after, String event) {
    Optional<OutboxEntry> now =
        store
            .transactions()
            .read(() -> store.outbox().find(before.id()))
            .filter(e -> e.state() == OutboxEntry.State.IN_DOUBT)
            .filter(e -> e.lease().by().equals(before.lease().by()));
    if (now.isEmpty()) {
      return true;
    }
    OutboxEntry doubted = now.get();
    return switch (after.state()) {
      case SENT -> store(doubted, doubted.sent(after.messageReference(), clock.instant()), event);
      case FAILED -> store(doubted, doubted.failed(after.reason(), clock.instant()), event);
      default -> true;
    };
  }

  private OutboundMessage message(OutboxEntry entry, TicketConversation.Outbound content) {
    return new OutboundMessage(
        entry.key(),
        references.of(entry.ticket(), entry.entry()),
        content.recipientName(),
        content.recipients(),
        content.subject(),
        content.text(),
        content.attachments().stream().map(this::attachment).toList(),
        content.inReplyTo(),
        content.references(),
        content.automatic());
  }

  private InboundMessage.Attachment attachment(AttachmentContent stored) {
    return new InboundMessage.Attachment(
        stored.fileName(),
        stored.mediaType().toLowerCase(Locale.ROOT),
        stored.contentId(),
        () -> blobs.open(stored.content().sha256()));
  }
}
