package org.madoguchi.channels.internal;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.access.AccessTag;
import org.madoguchi.kernel.access.Reach;
import org.madoguchi.tickets.TicketRef;

/** The messages to citizens. */
public interface Outbox {
  /**
   * What one instance may send: what came by it and, when {@code standsIn}, everything of its kind
   * in its municipality that came by none of {@code others}.
   */
  record Duty(
      String channel,
      String kind,
      MunicipalityId municipality,
      boolean standsIn,
      List<String> others) {}

  /** Whether the message was ever queued, also when its row was put away. */
  boolean holds(TicketRef ticket, String entry);

  void add(OutboxEntry entry);

  Optional<OutboxEntry> find(long id);

  Optional<OutboxEntry> find(TicketRef ticket, String entry);

  /** What may be sent now, oldest first. */
  List<Long> due(Duty duty, Instant now, int limit);

  /** Takes a message; it stays QUEUED. Empty when another worker has it. */
  Optional<OutboxEntry> claim(long id, Lease lease, Instant now);

  /** Ends every lease whose holder begins with this. */
  void releaseAll(String holders);

  /** Stores the decision unless the row changed or changed hands since. */
  boolean replace(OutboxEntry before, OutboxEntry after);

  /** Rows whose sender vanished between the call and its outcome. */
  List<OutboxEntry> abandoned(Instant now, int limit);

  List<OutboxEntry> unreported(int limit);

  void markReported(OutboxEntry entry);

  /** Newest first. @param channel '' for every one; @param before ids below this one */
  List<OutboxEntry> list(
      List<Reach> reaches, List<OutboxEntry.State> states, String channel, long before, int limit);

  List<ChannelCount> counts(List<Reach> reaches);

  /** What is not sent yet, of every municipality. */
  List<Backlog> backlog();

  void retag(TicketRef ticket, AccessTag access);

  /**
   * Removes messages that were sent or taken back before this time and whose ticket knows, at most
   * {@code limit}; {@link #holds} still knows them. @return how many
   */
  int putAway(Instant finishedBefore, int limit);
}
