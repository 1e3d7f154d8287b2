package org.madoguchi.tickets.internal;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.AccessTag;
import org.madoguchi.kernel.access.Reach;
import org.madoguchi.tickets.TicketRef;
import org.madoguchi.tickets.internal.domain.Decision;
import org.madoguchi.tickets.internal.domain.Relation;
import org.madoguchi.tickets.internal.domain.Ticket;

/** What commands load and store, inside {@link TicketTransactions#decide}. */
public interface TicketRepository {
  /** What was done under a key before. */
  record Taken(long ticket, long entry) {}

  Optional<Ticket> find(TicketRef ref);

  Optional<Ticket> find(long id);

  /** The ticket if any of the reaches matches it. */
  Optional<Ticket> find(TicketRef ref, List<Reach> reaches);

  /** The access columns of these tickets; without those that do not exist. */
  Map<TicketRef, AccessTag> accessOf(Collection<TicketRef> refs);

  /** Those of the tickets that any of the reaches matches. */
  Set<TicketRef> among(Collection<TicketRef> refs, List<Reach> reaches);

  /** Of those the answered and closed ones. */
  Set<TicketRef> answeredAmong(Collection<TicketRef> refs, List<Reach> reaches);

  /** Stores the new state and appends the events. */
  void save(Decision decision, StaffId actor, Instant at);

  /**
   * The same for many decisions at once; of those on one ticket the later one knows the earlier.
   */
  void saveAll(List<Decision> decisions, StaffId actor, Instant at);

  /** Tells of tickets that were removed with their import; their keys may be taken again. */
  void removed(List<Ticket> tickets, long job, StaffId actor, Instant at);

  Optional<Taken> taken(OnceKey key);

  /** The keys among these that were taken before. */
  Collection<OnceKey> taken(Collection<OnceKey> keys);

  /** Decided by the unique index when the transaction commits. */
  void take(OnceKey key, long ticket, long entry, Instant at);

  /**
   * Takes many at once, before anything else is written: of two who take the same ones at the same
   * time one waits for the other, never each for the other.
   *
   * @param tickets by key
   */
  void take(Map<OnceKey, Long> tickets, Instant at);

  /** Ties two tickets to each other, each row seen from one of them. */
  void link(long ticket, long other, Relation relation, Instant at);

  /** Nothing when they are not tied. */
  void unlink(long ticket, long other);

  /** What the ticket is to the other one. */
  Optional<Relation> relation(long ticket, long other);

  /** The newest ticket that continues this one. */
  Optional<Ticket> continuation(long ticket);

  /** The owner has seen the ticket as of that event. */
  void markRead(Ticket seen, StaffId owner);
}
