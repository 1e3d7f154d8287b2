package org.madoguchi.channels.internal;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import org.madoguchi.channels.ChannelEvents;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.access.AccessTag;
import org.madoguchi.kernel.access.Confidentiality;
import org.madoguchi.kernel.event.CommittedEvent;
import org.madoguchi.kernel.event.EventFollower;
import org.madoguchi.kernel.testkit.Breakable;
import org.madoguchi.kernel.testkit.FollowerContract;
import org.madoguchi.testing.database.TestDatabase;
import org.madoguchi.tickets.TicketEvents;
import org.madoguchi.tickets.TicketRef;

/** Two tickets nobody knows yet, what became of them, and what a follower made of it. */
final class FollowedRoom implements FollowerContract.World {
  private static final AtomicInteger TICKETS = new AtomicInteger();
  private static final AccessTag RESTRICTED =
      new AccessTag(Room.MIHON, SectionId.NONE, Confidentiality.RESTRICTED);

  private final TestDatabase database;
  private final Breakable<ChannelStore> store;
  private final Room room;
  private final BiFunction<Room, ChannelStore, EventFollower> follower;
  private final List<TicketRef> tickets;
  private final List<CommittedEvent> story;
  private final long before;

  FollowedRoom(TestDatabase database, BiFunction<Room, ChannelStore, EventFollower> follower) {
    this.database = database;
    this.room = new Room(database);
    this.store = new Breakable<>(ChannelStore.class, room.store);
    this.follower = follower;
    TicketRef one = new TicketRef(Room.MIHON, 2026, TICKETS.incrementAndGet());
    TicketRef two = new TicketRef(Room.MIHON, 2026, TICKETS.incrementAndGet());
    this.tickets = List.of(one, two);
    this.story =
        List.of(
            room.opened(one, "e1", "person", "mail-mihon"),
            room.queued(one, "e2", "mail", "mail-mihon"),
            room.event(one, TicketEvents.EDITED, "{}", RESTRICTED),
            room.opened(two, "e3", "person", "mail-mihon"),
            room.queued(two, "e4", "mail", "mail-mihon"));
    database.stampEvents();
    this.before = database.eventLog().head();
  }

  @Override
  public EventFollower follower() {
    return follower.apply(room, store.port());
  }

  @Override
  public List<CommittedEvent> story() {
    return story;
  }

  @Override
  public Object effect() {
    database.stampEvents();
    List<String> told =
        database.eventLog().after(before, 1_000).stream()
            .filter(e -> e.stream().equals(ChannelEvents.STREAM))
            .map(CommittedEvent::type)
            .toList();
    List<String> messages =
        room.outbox().stream()
            .filter(m -> tickets.contains(m.ticket()))
            .map(m -> m.entry() + " " + m.access() + " " + m.state())
            .toList();
    List<Boolean> acknowledged = tickets.stream().map(this::isNoted).toList();
    return List.of(told, messages, acknowledged);
  }

  private boolean isNoted(TicketRef ticket) {
    return room.store
        .transactions()
        .read(() -> !room.store.acknowledgements().noted(List.of(ticket)).isEmpty());
  }

  @Override
  public boolean breakDown() {
    store.breakDown();
    return true;
  }

  @Override
  public void repair() {
    store.repair();
  }

  @Override
  public void close() {
    room.close();
  }
}
