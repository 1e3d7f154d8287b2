package org.madoguchi.channels.internal;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.madoguchi.channels.ChannelEvents;
import org.madoguchi.channels.Intake;
import org.madoguchi.channels.RawDelivery;
import org.madoguchi.channels.spi.ChannelDescriptor;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.AccessTag;
import org.madoguchi.kernel.event.EventLog;
import org.madoguchi.kernel.store.BlobRef;
import org.madoguchi.kernel.store.BlobStore;
import org.madoguchi.kernel.store.IdSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Commits deliveries: the contents first, then their rows in one transaction; the worker is woken
 * right after the commit.
 */
@Component(service = Intake.class)
public final class IntakeDesk implements Intake {
  private static final int LONGEST_KEY = 200;
  private static final int LONGEST_CHANNEL = 60;
  private static final int MOST_HEADERS = 16 * 1024;

  private final ChannelStore store;
  private final ParallelBlobs contents;
  private final IdSource ids;
  private final Clock clock;
  private final Doorbells bells;
  private final Journal journal;

  @Activate
  public IntakeDesk(
      @Reference ChannelStore store,
      @Reference BlobStore blobs,
      @Reference IdSource ids,
      @Reference EventLog events,
      @Reference Clock clock,
      @Reference Doorbells bells) {
    this.store = store;
    this.contents = new ParallelBlobs(blobs);
    this.ids = ids;
    this.clock = clock;
    this.bells = bells;
    this.journal = new Journal(events, store.transactions());
  }

  @Deactivate
  public void stop() {
    contents.close();
  }

  @Override
  public Outcome accept(RawDelivery delivery) throws IOException {
    return acceptAll(List.of(delivery)).get(0);
  }

  @Override
  public List<Outcome> acceptAll(List<RawDelivery> deliveries) throws IOException {
    deliveries.forEach(IntakeDesk::check);
    Map<Inbox.Source, RawDelivery> fresh = new LinkedHashMap<>();
    deliveries.forEach(d -> fresh.putIfAbsent(source(d), d));
    fresh.keySet().removeAll(committed(fresh.keySet()));
    Map<Inbox.Source, Stored> stored = new LinkedHashMap<>();
    Iterator<BlobRef> blobs =
        contents.put(fresh.values().stream().map(RawDelivery::content).toList()).iterator();
    fresh.forEach((source, delivery) -> stored.put(source, new Stored(delivery, blobs.next())));
    Set<Inbox.Source> accepted = commit(stored);
    return deliveries.stream()
        .map(d -> accepted.remove(source(d)) ? Outcome.ACCEPTED : repeated(d))
        .toList();
  }

  private static Outcome repeated(RawDelivery delivery) {
    ChannelMeasures.DELIVERIES.add(delivery.channel(), "repeated");
    return Outcome.REPEATED;
  }

  private static Inbox.Source source(RawDelivery delivery) {
    return new Inbox.Source(delivery.channel(), delivery.sourceKey());
  }

  private static void check(RawDelivery delivery) {
    String key = delivery.sourceKey();
    if (key == null || key.isBlank() || key.length() > LONGEST_KEY) {
      throw new IllegalArgumentException("a source key has 1 to " + LONGEST_KEY + " characters");
    }
    String channel = delivery.channel();
    if (channel == null || channel.isBlank() || channel.length() > LONGEST_CHANNEL) {
      throw new IllegalArgumentException("a channel has 1 to " + LONGEST_CHANNEL + " characters");
    }
    int headers =
        delivery.headers().entrySet().stream()
            .mapToInt(h -> h.getKey().length() + h.getValue().length())
            .sum();
    if (headers > MOST_HEADERS) {
      throw new IllegalArgumentException("headers have at most " + MOST_HEADERS + " characters");
    }
  }

  private Set<Inbox.Source> committed(Set<Inbox.Source> sources) {
    return sources.isEmpty()
        ? Set.of()
        : store.transactions().read(() -> store.inbox().held(sources));
  }

  /** A delivery whose content is on disk. */
  private record Stored(RawDelivery delivery, BlobRef content) {}

  private Set<Inbox.Source> commit(Map<Inbox.Source, Stored> stored) {
    if (stored.isEmpty()) {
      return new HashSet<>();
    }
    List<Long> numbers = stored.keySet().stream().map(source -> ids.next("inbox")).toList();
    try {
      store.transactions().write(() -> add(numbers, stored.values()));
      return new HashSet<>(stored.keySet());
    } catch (RuntimeException e) {
      // somebody else may have committed the same deliveries meanwhile; the unique index knows
      Set<Inbox.Source> theirs = committed(stored.keySet());
      if (theirs.isEmpty()) {
        throw e;
      }
      stored.keySet().removeAll(theirs);
      return commit(stored);
    }
  }

  private void add(List<Long> numbers, Collection<Stored> stored) {
    Map<String, MunicipalityId> owners = new HashMap<>();
    List<Inbox.Arrival> arrivals = new ArrayList<>();
    Iterator<Long> number = numbers.iterator();
    for (Stored s : stored) {
      MunicipalityId owner = owners.computeIfAbsent(s.delivery().channel(), this::municipality);
      arrivals.add(new Inbox.Arrival(entry(number.next(), owner, s), s.delivery().headers()));
    }
    store.inbox().add(arrivals);
    journal.append(
        arrivals.stream()
            .map(a -> Journal.told(a.entry(), ChannelEvents.ACCEPTED, StaffId.SYSTEM, List.of()))
            .toList());
    store.transactions().afterCommit(bells.inbox()::ring);
  }

  private InboxEntry entry(long id, MunicipalityId owner, Stored stored) {
    RawDelivery delivery = stored.delivery();
    Instant now = clock.instant();
    return new InboxEntry(
        id,
        delivery.channel(),
        delivery.sourceKey(),
        AccessTag.of(owner),
        InboxEntry.State.WAITING,
        stored.content(),
        !delivery.headers().isEmpty(),
        delivery.receivedAt(),
        now,
        0,
        0,
        "",
        "",
        now,
        Lease.NONE,
        1);
  }

  /** Of an instance nobody has seen yet, only those who run the whole container see deliveries. */
  private MunicipalityId municipality(String channel) {
    // not from the connector: connectors need the intake, the intake must not need them
    return store
        .instances()
        .find(channel)
        .map(ChannelDescriptor::municipality)
        .orElse(MunicipalityId.EVERY);
  }
}
