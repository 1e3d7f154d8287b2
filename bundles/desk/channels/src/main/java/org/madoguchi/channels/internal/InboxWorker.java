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
import org.madoguchi.channels.spi.ChannelDescriptor;
import org.madoguchi.directory.Directory;
import org.madoguchi.kernel.event.EventLog;
import org.madoguchi.kernel.store.BlobStore;
import org.madoguchi.kernel.store.ThisProcess;
import org.madoguchi.persistence.Loop;
import org.madoguchi.tickets.TicketConversation;
import org.madoguchi.tickets.TicketIntake;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has waiting deliveries read by their connector and hands the messages to the tickets room, many
 * in one round. Everything it does may be repeated: a lease keeps workers apart, and the tickets
 * room takes the same message once.
 */
@Component(service = InboxWorker.class, immediate = true)
public final class InboxWorker {
  private static final Logger LOG = LoggerFactory.getLogger(InboxWorker.class);
  private static final int JOBS_PER_CHANNEL = 2;
  private static final int MOST_TOGETHER = 50;
  private static final long BYTES_TOGETHER = 8L * 1024 * 1024;
  private static final Duration LEASE = Duration.ofSeconds(10);

  private final ChannelStore store;
  private final Clock clock;
  private final InboxSettling settling;
  private final Lanes lanes;
  private final Loop loop;
  private final Claims claims;
  private final Set<String> met = new HashSet<>();
  private final Set<InboxRound> rounds = new HashSet<>();
  private final Map<Lane, InboxRound> latest = new HashMap<>();

  @Activate
  public InboxWorker(
      @Reference ChannelStore store,
      @Reference BlobStore blobs,
      @Reference EventLog events,
      @Reference TicketIntake tickets,
      @Reference TicketConversation conversation,
      @Reference Directory directory,
      @Reference ThreadReferences references,
      @Reference SharedKeys keys,
      @Reference ConnectedChannels channels,
      @Reference Doorbells bells,
      @Reference ThisProcess process,
      @Reference Clock clock) {
    this(
        store,
        blobs,
        events,
        tickets,
        conversation,
        directory,
        references,
        keys,
        channels,
        bells,
        process,
        clock,
        Timing.USUAL);
  }

  InboxWorker(
      ChannelStore store,
      BlobStore blobs,
      EventLog events,
      TicketIntake tickets,
      TicketConversation conversation,
      Directory directory,
      ThreadReferences references,
      SharedKeys keys,
      ConnectedChannels channels,
      Doorbells bells,
      ThisProcess process,
      Clock clock,
      Timing timing) {
    this.store = store;
    this.claims = new Claims(process);
    this.clock = clock;
    Journal journal = new Journal(events, store.transactions());
    this.settling =
        new InboxSettling(
            store,
            journal,
            new DeliveryReading(blobs),
            tickets,
            new Conversations(references, tickets, conversation),
            new Returns(store, journal, conversation, references, directory, bells, clock),
            new Senders(keys, channels),
            channels,
            bells,
            clock);
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
    rounds.removeIf(InboxRound::isOver);
    rounds.forEach(this::keep);
    List<Lane> current = lanes.current(this::greet);
    latest.keySet().retainAll(current);
    for (Lane lane : current) {
      int free = lane.free();
      if (free > 0) {
        claim(lane).ifPresent(round -> round.start(free));
      }
    }
  }

  /** A killed node's deliveries are soon read by another; a living one's are left alone. */
  private void keep(InboxRound round) {
    Instant now = clock.instant();
    if (round.lease().until().isBefore(now.plus(LEASE.dividedBy(2)))) {
      Lease longer = new Lease(round.lease().by(), now.plus(LEASE));
      store.transactions().write(() -> store.inbox().renew(round.ids(), longer));
      round.keep(longer);
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

  private Optional<InboxRound> claim(Lane lane) {
    Instant now = clock.instant();
    List<Inbox.Due> due =
        store
            .transactions()
            .read(() -> store.inbox().due(lane.connected().name(), now, MOST_TOGETHER));
    if (due.isEmpty()) {
      return Optional.empty();
    }
    Lease lease = claims.until(now.plus(LEASE));
    List<InboxEntry> claimed =
        store.transactions().write(() -> store.inbox().claim(together(due), lease, now)).stream()
            .map(entry -> entry.of(lane.connected().descriptor().municipality()))
            .toList();
    if (claimed.isEmpty()) {
      return Optional.empty();
    }
    InboxRound round = new InboxRound(lane, claimed, lease, settling, latest.get(lane));
    latest.put(lane, round);
    rounds.add(round);
    return Optional.of(round);
  }

  /**
   * From the oldest on, within bounds. What was in hand when a node ended may be what ended it: it
   * is read alone, so that it never takes others with it.
   */
  private static List<Long> together(List<Inbox.Due> due) {
    List<Long> ids = new ArrayList<>();
    long bytes = 0;
    for (Inbox.Due next : due) {
      bytes += next.size();
      boolean alone = next.suspect() || bytes > BYTES_TOGETHER;
      if (alone && !ids.isEmpty()) {
        break;
      }
      ids.add(next.id());
      if (alone) {
        break;
      }
    }
    return ids;
  }
}
