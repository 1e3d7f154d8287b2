package org.madoguchi.channels.internal;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.RejectedExecutionException;
import org.madoguchi.channels.ChannelEvents;
import org.madoguchi.channels.spi.ChannelDescriptor;
import org.madoguchi.channels.spi.ChannelUnavailable;
import org.madoguchi.channels.spi.UnreadableDelivery;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.AccessTag;
import org.madoguchi.kernel.access.Confidentiality;
import org.madoguchi.kernel.event.EventLog;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.Problems;
import org.madoguchi.kernel.store.BlobStore;
import org.madoguchi.tickets.InboundContact;
import org.madoguchi.tickets.TicketIntake;
import org.madoguchi.tickets.TicketRef;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has waiting deliveries read by their connector and hands the messages to the tickets room.
 * Everything it does may be repeated: a lease keeps workers apart, and the tickets room takes the
 * same message once.
 */
@Component(service = InboxWorker.class, immediate = true)
public final class InboxWorker {
  private static final Logger LOG = LoggerFactory.getLogger(InboxWorker.class);
  private static final int JOBS_PER_CHANNEL = 2;
  private static final int MOST_UNFINISHED = 5;

  private final ChannelStore store;
  private final TicketIntake tickets;
  private final ConnectedChannels channels;
  private final Doorbells bells;
  private final Clock clock;
  private final Timing timing;
  private final Journal journal;
  private final DeliveryReading reading;
  private final Conversations conversations;
  private final Senders senders;
  private final Lanes lanes;
  private final Loop loop;
  private final String node = UUID.randomUUID().toString();
  private final Set<String> met = new HashSet<>();
  private long claims;

  @Activate
  public InboxWorker(
      @Reference ChannelStore store,
      @Reference BlobStore blobs,
      @Reference EventLog events,
      @Reference TicketIntake tickets,
      @Reference ThreadReferences references,
      @Reference SharedKeys keys,
      @Reference ConnectedChannels channels,
      @Reference Doorbells bells,
      @Reference Clock clock) {
    this(store, blobs, events, tickets, references, keys, channels, bells, clock, Timing.USUAL);
  }

  InboxWorker(
      ChannelStore store,
      BlobStore blobs,
      EventLog events,
      TicketIntake tickets,
      ThreadReferences references,
      SharedKeys keys,
      ConnectedChannels channels,
      Doorbells bells,
      Clock clock,
      Timing timing) {
    this.store = store;
    this.tickets = tickets;
    this.channels = channels;
    this.bells = bells;
    this.clock = clock;
    this.timing = timing;
    this.journal = new Journal(events, store.transactions());
    this.reading = new DeliveryReading(blobs);
    this.conversations = new Conversations(references, tickets);
    this.senders = new Senders(keys, channels);
    this.lanes = new Lanes("inbox", JOBS_PER_CHANNEL, timing, channels, true);
    this.loop = new Loop("channels-inbox", bells.inbox(), timing.poll(), this::handOut);
    loop.start();
  }

  @Deactivate
  public void stop() {
    loop.stop();
    lanes.close();
  }

  private void handOut() {
    for (Lane lane : lanes.current(this::greet)) {
      int free = lane.free();
      if (free > 0) {
        due(lane, free).forEach(id -> claimAndRead(lane, id));
      }
    }
  }

  /**
   * A channel met again in this worker's life was configured or replaced meanwhile, one met for the
   * first time may come from a newer build: what could not be read gets another chance.
   */
  private void greet(Connected connected) {
    ChannelDescriptor descriptor = connected.descriptor();
    String same = met.contains(descriptor.name()) ? "" : connected.version();
    int released =
        store
            .transactions()
            .write(
                () -> {
                  Instant now = clock.instant();
                  store.instances().seen(descriptor, now);
                  store.inbox().assignMunicipality(descriptor.name(), descriptor.municipality());
                  return store.inbox().releaseQuarantined(descriptor.name(), same, now);
                });
    met.add(descriptor.name());
    if (released > 0) {
      LOG.info("channel {}: {} deliveries leave the quarantine", descriptor.name(), released);
    }
  }

  private List<Long> due(Lane lane, int limit) {
    return store
        .transactions()
        .read(() -> store.inbox().due(lane.connected().name(), clock.instant(), limit));
  }

  private void claimAndRead(Lane lane, long id) {
    Instant now = clock.instant();
    Instant until =
        now.plus(lane.connected().connector().timeLimit())
            .plus(timing.grace())
            .plus(timing.leaseMargin());
    Lease lease = new Lease(node + "/" + ++claims, until);
    store
        .transactions()
        .write(() -> store.inbox().claim(id, lease, now))
        .map(entry -> entry.of(lane.connected().descriptor().municipality()))
        .ifPresent(entry -> lane.run(() -> readAndSettle(lane, entry)));
  }

  private void readAndSettle(Lane lane, InboxEntry entry) {
    try {
      settle(lane, entry);
    } catch (RuntimeException | LinkageError e) {
      // the row stays leased and comes again when the lease is over
      LOG.warn("delivery {} could not be settled: {}", entry.id(), Faults.describe(e));
    } finally {
      bells.inbox().ring();
    }
  }

  private void settle(Lane lane, InboxEntry entry) {
    if (entry.unfinished() > MOST_UNFINISHED) {
      quarantine(lane, entry, Reasons.READ_UNFINISHED);
      return;
    }
    try {
      Map<String, String> headers = headers(entry);
      List<DeliveryReading.Understood> messages =
          lane.call(() -> reading.read(lane.connected().connector(), entry, headers));
      finish(entry, handOver(lane.connected().descriptor(), entry, messages));
    } catch (UnreadableDelivery e) {
      quarantine(lane, entry, unreadable(e));
    } catch (ChannelUnavailable e) {
      postpone(entry, Reasons.told(e.getMessage(), Reasons.BUSY));
    } catch (CallTimedOut e) {
      postpone(entry, Reasons.READ_TIMEOUT);
    } catch (RejectedExecutionException e) {
      postpone(entry, Reasons.BUSY);
    } catch (IOException e) {
      postpone(entry, Reasons.STORAGE_AWAY);
      LOG.warn("delivery {} waits for the storage: {}", entry.id(), Faults.describe(e));
    } catch (DomainException e) {
      refused(lane, entry, e);
    } catch (TicketsFailed e) {
      postpone(entry, Reasons.TICKETS_AWAY);
      LOG.warn("delivery {} waits for the tickets: {}", entry.id(), Faults.describe(e.getCause()));
    } catch (Exception | LinkageError | StackOverflowError e) {
      failed(lane, entry, e);
    }
  }

  /** Our own codes pass; a connector's words are told as words. */
  private static String unreadable(UnreadableDelivery e) {
    String reason = e.getMessage();
    boolean ours =
        Reasons.NO_SENDER.equals(reason)
            || Reasons.TOO_LARGE.equals(reason)
            || Reasons.READ_FAILED.equals(reason);
    return ours ? reason : Reasons.told(reason, Reasons.READ_FAILED);
  }

  private void failed(Lane lane, InboxEntry entry, Throwable e) {
    if (lane.isClosed() || !channels.has(lane.connected())) {
      // a vanishing connector fails in any way it likes; its successor will read the delivery
      replace(entry, entry.postponed("", clock.instant(), clock.instant()), null, List.of());
      return;
    }
    LOG.warn(
        "channel {} failed to read delivery {}: {}",
        entry.channel(),
        entry.id(),
        Faults.describe(e));
    quarantine(lane, entry, Reasons.READ_FAILED);
  }

  private Map<String, String> headers(InboxEntry entry) {
    return entry.hasHeaders()
        ? store.transactions().read(() -> store.inbox().headers(entry.id()))
        : Map.of();
  }

  /** What became of a delivery. @param confidentiality the highest of its tickets */
  private record HandedOver(List<Inbox.Contact> contacts, Confidentiality confidentiality) {}

  private HandedOver handOver(
      ChannelDescriptor channel, InboxEntry entry, List<DeliveryReading.Understood> messages)
      throws TicketsFailed {
    List<Inbox.Contact> contacts = new ArrayList<>();
    Confidentiality highest = entry.access().confidentiality();
    try {
      for (DeliveryReading.Understood message : messages) {
        TicketIntake.Receipt receipt = tickets.receive(contact(channel, entry, message));
        contacts.add(
            new Inbox.Contact(
                receipt.ticket(), receipt.entry(), senders.answerable(message.message())));
        highest = higher(highest, receipt.ticket());
      }
      return new HandedOver(contacts, highest);
    } catch (DomainException e) {
      throw e;
    } catch (RuntimeException | LinkageError e) {
      throw new TicketsFailed(e);
    }
  }

  private Confidentiality higher(Confidentiality known, TicketRef ticket) {
    return tickets
        .accessOf(ticket)
        .map(AccessTag::confidentiality)
        .filter(c -> c.level() > known.level())
        .orElse(known);
  }

  private void refused(Lane lane, InboxEntry entry, DomainException e) {
    LOG.warn("the tickets room refused delivery {}: {}", entry.id(), e.type().name());
    if (e.type().equals(Problems.MUNICIPALITY_NOT_FOUND)) {
      postpone(entry, Reasons.MUNICIPALITY_UNKNOWN);
    } else {
      quarantine(lane, entry, Reasons.TICKETS_REFUSED);
    }
  }

  private InboundContact contact(
      ChannelDescriptor channel, InboxEntry entry, DeliveryReading.Understood understood) {
    var message = understood.message();
    Conversations.Link link = conversations.linkOf(message, channel.municipality());
    return new InboundContact(
        channel.municipality(),
        channel.kind(),
        channel.name(),
        message.externalId(),
        message.messageReference(),
        link.thread(),
        link.mentioned(),
        message.nature(),
        message.senderName(),
        message.senders(),
        message.subject(),
        message.text(),
        understood.html(),
        understood.attachments(),
        entry.content(),
        message.language(),
        entry.receivedAt());
  }

  private void finish(InboxEntry entry, HandedOver handed) {
    InboxEntry after = entry.done(clock.instant()).as(handed.confidentiality());
    if (replace(entry, after, ChannelEvents.READ, handed.contacts())) {
      bells.upkeep().ring();
    }
  }

  private void quarantine(Lane lane, InboxEntry entry, String reason) {
    InboxEntry after = entry.quarantined(reason, lane.connected().version(), clock.instant());
    if (replace(entry, after, ChannelEvents.QUARANTINED, List.of())) {
      LOG.warn("delivery {} of channel {} is quarantined", entry.id(), entry.channel());
    }
  }

  private void postpone(InboxEntry entry, String reason) {
    Instant now = clock.instant();
    Instant next = now.plus(Timing.backOff(entry.attempts()));
    replace(entry, entry.postponed(reason, next, now), null, List.of());
  }

  /**
   * @param event null when the change is not worth one
   */
  private boolean replace(
      InboxEntry before, InboxEntry after, String event, List<Inbox.Contact> contacts) {
    return store
        .transactions()
        .write(
            () -> {
              if (!store.inbox().replace(before, after)) {
                return false;
              }
              store.inbox().addContacts(after.id(), contacts);
              if (event != null) {
                List<String> tickets = contacts.stream().map(c -> c.ticket().toString()).toList();
                journal.append(after, event, StaffId.SYSTEM, tickets);
              }
              return true;
            });
  }

  /** The tickets room did not take a message; nothing is lost, it comes again. */
  private static final class TicketsFailed extends Exception {
    private static final long serialVersionUID = 1L;

    TicketsFailed(Throwable cause) {
      super(cause);
    }
  }
}
