package org.madoguchi.channels.internal;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.madoguchi.channels.ChannelEvents;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.AccessTag;
import org.madoguchi.kernel.access.Permission;
import org.madoguchi.kernel.event.EventLog;
import org.madoguchi.kernel.problem.Checks;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.ProblemType;
import org.madoguchi.kernel.problem.Problems;
import org.madoguchi.kernel.store.BlobStore;
import org.madoguchi.tickets.TicketIntake;
import org.madoguchi.tickets.TicketRef;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/**
 * What people see of the two boxes and order by hand. Every list and every row is filtered by the
 * caller's scope.
 */
@Component(service = ChannelDesk.class)
public final class ChannelDesk {
  private final ChannelStore store;
  private final BlobStore blobs;
  private final Doorbells bells;
  private final Clock clock;
  private final Journal journal;
  private volatile TicketIntake tickets;

  @Activate
  public ChannelDesk(
      @Reference ChannelStore store,
      @Reference BlobStore blobs,
      @Reference EventLog events,
      @Reference Doorbells bells,
      @Reference Clock clock) {
    this.store = store;
    this.blobs = blobs;
    this.bells = bells;
    this.clock = clock;
    this.journal = new Journal(events, store.transactions());
  }

  /** The boxes are there without the tickets' room, too; only no ticket is named then. */
  @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
  void bindTickets(TicketIntake room) {
    tickets = room;
  }

  void unbindTickets(TicketIntake room) {
    if (tickets == room) {
      tickets = null;
    }
  }

  /** A delivery with the tickets it became, as far as the caller may read them. */
  public record Delivered(InboxEntry entry, List<String> tickets) {}

  /** Newest first. @param before ids below this one */
  public List<Delivered> deliveries(
      AccessScope scope, InboxEntry.State state, String channel, long before, int limit) {
    List<Delivered> all =
        store
            .transactions()
            .read(
                () -> {
                  List<InboxEntry> entries =
                      store
                          .inbox()
                          .list(
                              scope.reaches(Permission.CHANNEL_READ),
                              state,
                              channel,
                              before,
                              limit);
                  Map<Long, List<String>> became =
                      store.inbox().tickets(entries.stream().map(InboxEntry::id).toList());
                  return entries.stream()
                      .map(e -> new Delivered(e, became.getOrDefault(e.id(), List.of())))
                      .toList();
                });
    Set<String> readable = readable(scope, all);
    return all.stream()
        .map(
            d -> new Delivered(d.entry(), d.tickets().stream().filter(readable::contains).toList()))
        .toList();
  }

  /** A ticket may have moved out of the caller's reach since its delivery came. */
  private Set<String> readable(AccessScope scope, List<Delivered> deliveries) {
    TicketIntake room = tickets;
    List<TicketRef> named =
        deliveries.stream()
            .flatMap(d -> d.tickets().stream())
            .map(TicketRef::parse)
            .flatMap(Optional::stream)
            .distinct()
            .toList();
    return room == null || named.isEmpty()
        ? Set.of()
        : room.readable(scope, named).stream().map(TicketRef::toString).collect(Collectors.toSet());
  }

  /** Newest first. @param before ids below this one */
  public List<OutboxEntry> messages(
      AccessScope scope, List<OutboxEntry.State> states, String channel, long before, int limit) {
    return store
        .transactions()
        .read(
            () ->
                store
                    .outbox()
                    .list(scope.reaches(Permission.CHANNEL_READ), states, channel, before, limit));
  }

  /** A delivery that may be downloaded; needs CHANNEL_MANAGE. */
  public InboxEntry downloadable(AccessScope scope, long id) {
    return manageable(scope, id);
  }

  /** The delivery's content; the caller closes it. */
  public InputStream content(InboxEntry entry) throws IOException {
    try {
      return blobs.open(entry.content().sha256());
    } catch (FileNotFoundException | BlobStore.Damaged e) {
      throw new DomainException(ChannelProblems.CONTENT_DAMAGED);
    }
  }

  /** Reads a delivery again, or at once if it only waits. */
  public void retryDelivery(AccessScope scope, long id) {
    InboxEntry entry = manageable(scope, id);
    switch (entry.state()) {
      case DONE, DISCARDED -> throw problem(ChannelProblems.FINISHED, entry.state());
      case WAITING, QUARANTINED ->
          decide(scope, entry, entry.retried(clock.instant()), ChannelEvents.RETRIED);
    }
    bells.inbox().ring();
  }

  /** Puts a delivery aside that is not for a ticket. @param reason for those who ask later */
  public void discard(AccessScope scope, long id, String reason) {
    Checks checks = new Checks();
    String why = checks.required("reason", reason, 500);
    checks.done();
    InboxEntry entry = manageable(scope, id);
    switch (entry.state()) {
      case DONE, DISCARDED -> throw problem(ChannelProblems.FINISHED, entry.state());
      case WAITING, QUARANTINED ->
          decide(
              scope,
              entry,
              entry.discarded(Reasons.told(why, ""), clock.instant()),
              ChannelEvents.DISCARDED);
    }
  }

  /** Sends a failed message again, or a waiting one at once. */
  public void retryMessage(AccessScope scope, long id) {
    OutboxEntry entry = manageableMessage(scope, id);
    switch (entry.state()) {
      case SENT, TAKEN_BACK -> throw problem(ChannelProblems.FINISHED, entry.state());
      case SENDING -> throw new DomainException(ChannelProblems.BUSY);
      case IN_DOUBT -> throw new DomainException(ChannelProblems.UNDECIDED);
      case QUEUED, FAILED ->
          decide(
              scope, entry, entry.retried(clock.instant()), ChannelEvents.SENDING_QUEUED, Map.of());
    }
    bells.outbox().ring();
  }

  /** A person knows what became of a message in doubt. @param delivered false queues it again */
  public void settle(AccessScope scope, long id, boolean delivered) {
    OutboxEntry entry = manageableMessage(scope, id);
    if (entry.state() != OutboxEntry.State.IN_DOUBT) {
      throw problem(ChannelProblems.NOT_IN_DOUBT, entry.state());
    }
    Instant now = clock.instant();
    OutboxEntry after = delivered ? entry.sent(entry.messageReference(), now) : entry.retried(now);
    decide(scope, entry, after, ChannelEvents.SETTLED, Map.of("delivered", delivered));
    bells.outbox().ring();
  }

  private void decide(AccessScope scope, InboxEntry before, InboxEntry after, String event) {
    if (before.lease().holdsAt(clock.instant())) {
      throw new DomainException(ChannelProblems.BUSY);
    }
    store
        .transactions()
        .write(
            () -> {
              if (!store.inbox().replace(before, after)) {
                throw new DomainException(ChannelProblems.BUSY);
              }
              journal.append(after, event, scope.who(), List.of());
            });
  }

  private void decide(
      AccessScope scope,
      OutboxEntry before,
      OutboxEntry after,
      String event,
      Map<String, Object> more) {
    if (before.lease().holdsAt(clock.instant())) {
      throw new DomainException(ChannelProblems.BUSY);
    }
    store
        .transactions()
        .write(
            () -> {
              if (!store.outbox().replace(before, after)) {
                throw new DomainException(ChannelProblems.BUSY);
              }
              journal.append(after, event, scope.who(), more);
              store.transactions().afterCommit(bells.upkeep()::ring);
            });
  }

  private InboxEntry manageable(AccessScope scope, long id) {
    InboxEntry entry =
        store
            .transactions()
            .read(() -> store.inbox().find(id))
            .filter(e -> scope.may(Permission.CHANNEL_READ, e.access()))
            .orElseThrow(() -> new DomainException(Problems.NOT_FOUND));
    return permitted(scope, entry.access(), entry);
  }

  private OutboxEntry manageableMessage(AccessScope scope, long id) {
    OutboxEntry entry =
        store
            .transactions()
            .read(() -> store.outbox().find(id))
            .filter(e -> scope.may(Permission.CHANNEL_READ, e.access()))
            .orElseThrow(() -> new DomainException(Problems.NOT_FOUND));
    return permitted(scope, entry.access(), entry);
  }

  private static <T> T permitted(AccessScope scope, AccessTag access, T row) {
    scope.require(Permission.CHANNEL_MANAGE, access);
    return row;
  }

  private static DomainException problem(ProblemType type, Enum<?> state) {
    return new DomainException(type, Checks.written(state));
  }
}
