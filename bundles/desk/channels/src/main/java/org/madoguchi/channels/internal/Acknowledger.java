package org.madoguchi.channels.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.madoguchi.calendar.BusinessCalendars;
import org.madoguchi.channels.RawDelivery;
import org.madoguchi.channels.spi.ChannelDescriptor;
import org.madoguchi.directory.Directory;
import org.madoguchi.directory.Municipality;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.knowledge.PinnedAnswer;
import org.madoguchi.tickets.TicketConversation;
import org.madoguchi.tickets.TicketRef;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers opened tickets by itself, but never robots, and never one address often: two machines
 * that answer each other must fall silent.
 */
final class Acknowledger {
  private static final Logger LOG = LoggerFactory.getLogger(Acknowledger.class);
  private static final int BATCH = 50;
  private static final int MOST_AN_HOUR = 3;
  private static final int MOST_A_DAY = 10;
  private static final Duration PATIENCE = Duration.ofHours(1);
  private static final Duration TOO_LATE = Duration.ofDays(1);

  private final ChannelStore store;
  private final TicketConversation conversation;
  private final Directory directory;
  private final Supplier<BusinessCalendars> calendars;
  private final Function<MunicipalityId, List<PinnedAnswer>> pinned;
  private final Clock clock;
  private final Instant began;
  private final long beganNanos = System.nanoTime();

  /**
   * @param calendars gives null while nobody can tell business days
   * @param pinned what stands on every face of a municipality just now
   */
  Acknowledger(
      ChannelStore store,
      TicketConversation conversation,
      Directory directory,
      Supplier<BusinessCalendars> calendars,
      Function<MunicipalityId, List<PinnedAnswer>> pinned,
      Clock clock) {
    this.store = store;
    this.conversation = conversation;
    this.directory = directory;
    this.calendars = calendars;
    this.pinned = pinned;
    this.clock = clock;
    this.began = clock.instant();
  }

  /**
   * What many need to know is looked up at once, and what was decided of them is stored at once.
   *
   * @return whether there may be more
   */
  boolean decidePending() {
    Round round = store.transactions().read(this::round);
    List<Acknowledgement> decided = new ArrayList<>();
    RuntimeException failure = null;
    for (Acknowledgement pending : round.pending()) {
      try {
        decide(pending, round).ifPresent(decided::add);
      } catch (RuntimeException e) {
        // one ticket that cannot be answered must not keep the others waiting
        failure = e;
      }
    }
    if (!decided.isEmpty()) {
      settle(decided);
    }
    if (failure != null) {
      throw failure;
    }
    return decided.size() == BATCH;
  }

  /**
   * What is to be decided, and what is known for it.
   *
   * @param deliveries by their ticket and its entry
   * @param headers of the deliveries that have any, by the entry
   * @param sent when each sender was last acknowledged; grows with what is decided
   */
  private record Round(
      List<Acknowledgement> pending,
      Map<String, ChannelDescriptor> sources,
      Map<Contacted, Inbox.Contact> deliveries,
      Map<String, Map<String, String>> headers,
      Map<String, List<Instant>> sent) {

    long sentTo(String sender, Instant since) {
      return sent.getOrDefault(sender, List.of()).stream().filter(since::isBefore).count();
    }
  }

  private record Contacted(TicketRef ticket, String entry) {}

  private Round round() {
    List<Acknowledgement> pending = store.acknowledgements().pending(BATCH);
    Map<String, ChannelDescriptor> sources = new HashMap<>();
    Set<TicketRef> tickets = new HashSet<>();
    for (Acknowledgement one : pending) {
      tickets.add(one.ticket());
      if (!sources.containsKey(one.source())) {
        store.instances().find(one.source()).ifPresent(found -> sources.put(found.name(), found));
      }
    }
    Map<Contacted, Inbox.Contact> deliveries = new HashMap<>();
    for (Inbox.Contact contact : store.inbox().contacts(tickets)) {
      deliveries.put(new Contacted(contact.ticket(), contact.entry()), contact);
    }
    Set<String> senders =
        deliveries.values().stream().map(Inbox.Contact::sender).collect(Collectors.toSet());
    senders.remove("");
    Map<String, List<Instant>> sent =
        store.acknowledgements().sentTo(senders, clock.instant().minus(Duration.ofDays(1)));
    Map<String, Map<String, String>> headers = store.inbox().headersOf(tickets);
    return new Round(pending, sources, deliveries, headers, new HashMap<>(sent));
  }

  /** Empty while it waits. */
  private Optional<Acknowledgement> decide(Acknowledgement pending, Round round) {
    Duration age = Duration.between(pending.openedAt(), unhurried());
    ChannelDescriptor source = round.sources().get(pending.source());
    Optional<Municipality> municipality = directory.municipality(pending.ticket().municipality());
    // the row of the delivery is committed a moment after the ticket
    Inbox.Contact delivery =
        round.deliveries().get(new Contacted(pending.ticket(), pending.entry()));
    if (age.compareTo(TOO_LATE) > 0) {
      return skipped(pending, "");
    }
    if (source == null || municipality.isEmpty() || delivery == null) {
      return age.compareTo(PATIENCE) > 0 ? skipped(pending, "") : Optional.empty();
    }
    String sender = delivery.sender();
    if (!source.sends()
        || !wanted(municipality.get())
        || sender.isEmpty()
        || capped(sender, round)) {
      return skipped(pending, sender);
    }
    long oversize =
        RawDelivery.oversizeBytes(round.headers().getOrDefault(pending.entry(), Map.of()));
    acknowledge(pending, municipality.get(), oversize);
    Instant now = clock.instant();
    round.sent().computeIfAbsent(sender, s -> new ArrayList<>()).add(now);
    return Optional.of(pending.decided(Acknowledgement.State.SENT, sender, now));
  }

  private Optional<Acknowledgement> skipped(Acknowledgement pending, String sender) {
    LOG.debug("ticket {} is not acknowledged", pending.ticket());
    return Optional.of(pending.decided(Acknowledgement.State.SKIPPED, sender, clock.instant()));
  }

  private void settle(List<Acknowledgement> decided) {
    store.transactions().write(() -> store.acknowledgements().replace(decided));
  }

  /** The time; a clock that somebody set ahead meanwhile makes nothing old. */
  private Instant unhurried() {
    Instant told = clock.instant();
    Instant passed = began.plusNanos(System.nanoTime() - beganNanos);
    return told.isBefore(passed) ? told : passed;
  }

  private static boolean wanted(Municipality municipality) {
    return !municipality.setting("acknowledge").orElse("true").strip().equalsIgnoreCase("false");
  }

  private boolean capped(String sender, Round round) {
    Instant now = clock.instant();
    return round.sentTo(sender, now.minus(Duration.ofHours(1))) >= MOST_AN_HOUR
        || round.sentTo(sender, now.minus(Duration.ofDays(1))) >= MOST_A_DAY;
  }

  private void acknowledge(Acknowledgement pending, Municipality municipality, long oversize) {
    AcknowledgementText text =
        new AcknowledgementText(
            municipality,
            pending.ticket(),
            pending.language(),
            oversize,
            Optional.ofNullable(calendars.get()).map(c -> c.of(municipality.id())),
            pinned.apply(municipality.id()),
            clock);
    // the same key again after a crash is taken once
    conversation.acknowledge(
        pending.ticket(), "acknowledgement-" + pending.entry(), text.subject(), text.text());
  }
}
