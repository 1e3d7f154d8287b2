package org.madoguchi.channels.internal;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import org.madoguchi.channels.ChannelEvents;
import org.madoguchi.channels.spi.ChannelDescriptor;
import org.madoguchi.channels.spi.ChannelUnavailable;
import org.madoguchi.channels.spi.Particulars;
import org.madoguchi.channels.spi.UnreadableDelivery;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.AccessTag;
import org.madoguchi.kernel.access.Confidentiality;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.Problems;
import org.madoguchi.persistence.Faults;
import org.madoguchi.tickets.InboundContact;
import org.madoguchi.tickets.Noticed;
import org.madoguchi.tickets.TicketIntake;
import org.madoguchi.tickets.TicketRef;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides what becomes of claimed deliveries. Those that were read go to the tickets room in one
 * command and are finished in one transaction; when that fails, each goes alone, so that a bad one
 * never holds back the others.
 */
final class InboxSettling {
  private static final Logger LOG = LoggerFactory.getLogger(InboxSettling.class);

  /**
   * So many ends are no accident. What else ends a node would have to come each time within the
   * moments of this one's reading.
   */
  private static final int MOST_ENDS = 10;

  /** From the third try on it lets the others pass, so that a node lives long enough for them. */
  private static final int RESTS_FROM = 2;

  private static final Duration REST = Duration.ofMinutes(1);

  /** So many failures in a row are no longer about single deliveries. */
  private static final int FAILURES_MEAN_DOWN = 3;

  private static final int LONGEST_NAME = 320;

  /** A delivery that was understood. */
  record Read(InboxEntry entry, List<DeliveryReading.Understood> messages) {}

  /** A delivery whose messages are with their tickets. */
  private record Taken(InboxEntry entry, List<Inbox.Contact> contacts) {}

  private final ChannelStore store;
  private final Journal journal;
  private final DeliveryReading reading;
  private final TicketIntake tickets;
  private final Conversations conversations;
  private final Returns returns;
  private final Senders senders;
  private final ConnectedChannels channels;
  private final Doorbells bells;
  private final Clock clock;

  InboxSettling(
      ChannelStore store,
      Journal journal,
      DeliveryReading reading,
      TicketIntake tickets,
      Conversations conversations,
      Returns returns,
      Senders senders,
      ConnectedChannels channels,
      Doorbells bells,
      Clock clock) {
    this.store = store;
    this.journal = journal;
    this.reading = reading;
    this.tickets = tickets;
    this.conversations = conversations;
    this.returns = returns;
    this.senders = senders;
    this.channels = channels;
    this.bells = bells;
    this.clock = clock;
  }

  /**
   * Has a delivery read; what could not be read is settled at once.
   *
   * @throws CallTimedOut it took too long; not settled yet
   */
  Optional<Read> read(Lane lane, InboxEntry entry) throws CallTimedOut {
    if (entry.ends() >= MOST_ENDS) {
      quarantine(lane, entry, Reasons.READ_UNFINISHED);
      return Optional.empty();
    }
    if (entry.isSuspect() && !begin(entry)) {
      return Optional.empty();
    }
    try {
      Map<String, String> headers = headers(entry);
      return Optional.of(
          new Read(
              entry, lane.call(() -> reading.read(lane.connected().connector(), entry, headers))));
    } catch (CallTimedOut e) {
      throw e;
    } catch (UnreadableDelivery e) {
      quarantine(lane, entry, unreadable(e));
    } catch (ChannelUnavailable e) {
      postpone(entry, Reasons.told(e.getMessage(), Reasons.BUSY));
    } catch (RejectedExecutionException e) {
      postpone(entry, Reasons.BUSY);
    } catch (IOException e) {
      postpone(entry, Reasons.STORAGE_AWAY);
      LOG.warn("delivery {} waits for the storage: {}", entry.id(), Faults.describe(e));
    } catch (Exception | LinkageError | StackOverflowError e) {
      failed(lane, entry, e);
    }
    return Optional.empty();
  }

  /**
   * An end of the node is held against a suspect from here until its outcome is stored.
   *
   * @return false when another worker has it now
   */
  private boolean begin(InboxEntry suspect) {
    Instant now = clock.instant();
    Instant next = suspect.ends() < RESTS_FROM ? now : now.plus(REST);
    return store.transactions().write(() -> store.inbox().begin(suspect, next));
  }

  void tooSlow(InboxEntry entry) {
    postpone(entry, Reasons.READ_TIMEOUT);
  }

  /** Gives back what was claimed and not begun. */
  void release(List<InboxEntry> unread) {
    String holder = unread.get(0).lease().by();
    List<Long> ids = unread.stream().map(InboxEntry::id).toList();
    store.transactions().write(() -> store.inbox().release(ids, holder));
  }

  /** There may be more to do. */
  void ring() {
    bells.inbox().ring();
  }

  /** Hands over what was read, in this order. */
  void settle(Lane lane, List<Read> read) {
    if (read.size() > 1 && settledTogether(lane, read)) {
      return;
    }
    int failures = 0;
    for (Read one : read) {
      try (LogContext about = LogContext.of(lane.connected().name(), one.entry().aggregate())) {
        boolean down = failures >= FAILURES_MEAN_DOWN;
        failures = !down && settledAlone(lane, one) ? 0 : failures + 1;
        if (down) {
          postpone(one.entry(), Reasons.TICKETS_AWAY);
        }
      }
    }
  }

  private boolean settledTogether(Lane lane, List<Read> read) {
    try {
      finish(handOver(lane.connected().descriptor(), read));
      return true;
    } catch (RuntimeException | LinkageError e) {
      // handing over again is harmless: the tickets room knows what it has taken
      LOG.debug("{} deliveries are settled one by one: {}", read.size(), Faults.describe(e));
      return false;
    }
  }

  /**
   * @return whether the tickets room answered
   */
  private boolean settledAlone(Lane lane, Read read) {
    List<Taken> taken;
    try {
      taken = handOver(lane.connected().descriptor(), List.of(read));
    } catch (DomainException e) {
      refused(lane, read.entry(), e);
      return true;
    } catch (RuntimeException | LinkageError e) {
      postpone(read.entry(), Reasons.TICKETS_AWAY);
      LOG.warn("delivery {} waits for the tickets: {}", read.entry().id(), Faults.describe(e));
      return false;
    }
    finish(taken);
    return true;
  }

  /** Our own codes pass; a connector's words are told as words. */
  private static String unreadable(UnreadableDelivery e) {
    String reason = e.getMessage();
    boolean ours =
        Reasons.NO_SENDER.equals(reason)
            || Reasons.TOO_LARGE.equals(reason)
            || Reasons.CONTENT_DAMAGED.equals(reason)
            || Reasons.READ_FAILED.equals(reason);
    return ours ? reason : Reasons.told(reason, Reasons.READ_FAILED);
  }

  private void failed(Lane lane, InboxEntry entry, Throwable e) {
    if (lane.isClosed() || !channels.has(lane.connected())) {
      // a vanishing connector fails in any way it likes; its successor will read the delivery
      replace(entry, entry.postponed("", clock.instant(), clock.instant()), Optional.empty());
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

  private List<Taken> handOver(ChannelDescriptor channel, List<Read> read) {
    List<InboundContact> contacts = new ArrayList<>();
    for (Read one : read) {
      one.messages().forEach(message -> contacts.add(contact(channel, one.entry(), message)));
    }
    Iterator<TicketIntake.Receipt> receipts = tickets.receiveAll(contacts).iterator();
    List<Taken> taken = new ArrayList<>();
    for (Read one : read) {
      List<Inbox.Contact> with = new ArrayList<>();
      for (DeliveryReading.Understood message : one.messages()) {
        TicketIntake.Receipt receipt = receipts.next();
        with.add(
            new Inbox.Contact(
                receipt.ticket(), receipt.entry(), senders.answerable(message.message())));
      }
      taken.add(new Taken(one.entry(), with));
    }
    for (Read one : read) {
      one.messages().forEach(m -> returns.tell(channel, m.message(), one.entry().receivedAt()));
    }
    return taggedLikeTheirTickets(taken);
  }

  private List<Taken> taggedLikeTheirTickets(List<Taken> taken) {
    Set<TicketRef> refs = new HashSet<>();
    taken.forEach(t -> t.contacts().forEach(c -> refs.add(c.ticket())));
    Map<TicketRef, AccessTag> access = tickets.accessOf(refs);
    return taken.stream()
        .map(t -> new Taken(t.entry().as(highest(t, access)), t.contacts()))
        .toList();
  }

  private static Confidentiality highest(Taken taken, Map<TicketRef, AccessTag> access) {
    Confidentiality highest = taken.entry().access().confidentiality();
    for (Inbox.Contact contact : taken.contacts()) {
      AccessTag tag = access.get(contact.ticket());
      if (tag != null && tag.confidentiality().level() > highest.level()) {
        highest = tag.confidentiality();
      }
    }
    return highest;
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
    Conversations.Link link =
        conversations.linkOf(message, channel.municipality(), entry.receivedAt());
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
        entry.receivedAt(),
        channel.section(),
        noticed(message.particulars()));
  }

  private static Noticed noticed(Particulars particulars) {
    return new Noticed(
        particulars
            .forwarded()
            .map(
                f ->
                    new Noticed.Forwarded(
                        Texts.line(f.name(), LONGEST_NAME), Texts.line(f.address(), LONGEST_NAME))),
        particulars.folds().stream()
            .map(
                f -> new Noticed.Fold(Noticed.Fold.Kind.valueOf(f.kind().name()), f.from(), f.to()))
            .toList());
  }

  private void finish(List<Taken> taken) {
    Instant now = clock.instant();
    boolean finished =
        store
            .transactions()
            .write(
                () -> {
                  // first all deliveries, then what is new: a statement looks through all new rows
                  Map<InboxEntry, List<Inbox.Contact>> ours = new LinkedHashMap<>();
                  for (Taken one : taken) {
                    InboxEntry after = one.entry().done(now);
                    // whose lease ran out: another worker has it, and tells the same
                    if (store.inbox().replace(one.entry(), after)) {
                      ours.put(after, one.contacts());
                    }
                  }
                  List<Journal.Told> events = new ArrayList<>();
                  ours.forEach(
                      (after, contacts) -> {
                        store.inbox().addContacts(after.id(), contacts);
                        events.add(read(after, contacts));
                      });
                  journal.append(events);
                  return !events.isEmpty();
                });
    if (finished) {
      bells.upkeep().ring();
    }
  }

  private static Journal.Told read(InboxEntry entry, List<Inbox.Contact> contacts) {
    List<String> tickets = contacts.stream().map(c -> c.ticket().toString()).toList();
    return Journal.told(entry, ChannelEvents.READ, StaffId.SYSTEM, tickets);
  }

  private void quarantine(Lane lane, InboxEntry entry, String reason) {
    InboxEntry after = entry.quarantined(reason, lane.connected().version(), clock.instant());
    if (replace(entry, after, Optional.of(ChannelEvents.QUARANTINED))) {
      LOG.warn("delivery {} of channel {} is quarantined", entry.id(), entry.channel());
    }
  }

  private void postpone(InboxEntry entry, String reason) {
    Instant now = clock.instant();
    Instant next = now.plus(Timing.backOff(entry.attempts()));
    replace(entry, entry.postponed(reason, next, now), Optional.empty());
  }

  /**
   * @param event empty when the change is not worth one
   */
  private boolean replace(InboxEntry before, InboxEntry after, Optional<String> event) {
    return store
        .transactions()
        .write(
            () -> {
              boolean replaced = store.inbox().replace(before, after);
              if (replaced) {
                event.ifPresent(e -> journal.append(after, e, StaffId.SYSTEM, List.of()));
              }
              return replaced;
            });
  }
}
