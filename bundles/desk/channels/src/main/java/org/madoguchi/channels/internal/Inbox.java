package org.madoguchi.channels.internal;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.access.AccessTag;
import org.madoguchi.kernel.access.Reach;
import org.madoguchi.tickets.TicketRef;

/** The deliveries. */
public interface Inbox {
  /**
   * A message of a delivery that is with a ticket now.
   *
   * @param sender a keyed hash of the first contact point; '' when it is never answered by itself
   */
  record Contact(TicketRef ticket, String entry, String sender) {}

  /** Where a delivery came from; unique. */
  record Source(String channel, String key) {}

  /** A new delivery. @param headers the transport's */
  record Arrival(InboxEntry entry, Map<String, String> headers) {}

  /** Those of the deliveries that ever came, also when their rows were put away. */
  Set<Source> held(Collection<Source> sources);

  /** Adds deliveries; the unique index on channel and source key decides between two of them. */
  void add(List<Arrival> arrivals);

  Optional<InboxEntry> find(long id);

  Map<String, String> headers(long id);

  /** A delivery that may be read. @param suspect in hand when a node ended */
  record Due(long id, long size, boolean suspect) {}

  /** What may be read now, oldest first. */
  List<Due> due(String channel, Instant now, int limit);

  /** Takes deliveries for reading, in the order of their ids; without those another worker has. */
  List<InboxEntry> claim(List<Long> ids, Lease lease, Instant now);

  /**
   * Its reading begins, and is held against it unless an outcome is stored.
   *
   * @param next not before this time when the node ends
   * @return false when another worker has it
   */
  boolean begin(InboxEntry claimed, Instant next);

  /** The holder still works on them. */
  void renew(List<Long> ids, Lease lease);

  /** Gives back what was claimed and not begun, as if it had never been claimed. */
  void release(List<Long> ids, String holder);

  /** Ends every lease whose holder begins with this. */
  void releaseAll(String holders);

  /** Stores the decision unless the row changed or changed hands since. */
  boolean replace(InboxEntry before, InboxEntry after);

  void addContacts(long id, List<Contact> contacts);

  /** What was delivered for these tickets. */
  List<Contact> contacts(Collection<TicketRef> tickets);

  /** The transport's headers of what was delivered for these tickets, by the entry it became. */
  Map<String, Map<String, String>> headersOf(Collection<TicketRef> tickets);

  /** The tickets of each of these deliveries. */
  Map<Long, List<String>> tickets(List<Long> ids);

  /**
   * Makes what is in quarantine eligible again, but not what {@code reader} itself could not read.
   */
  int releaseQuarantined(String channel, String exceptReader, Instant now);

  /** Tells rows that came before anybody knew their instance whose they are. */
  void assignMunicipality(String channel, MunicipalityId municipality);

  /** Newest first. @param channel '' for every one; @param before ids below this one */
  List<InboxEntry> list(
      List<Reach> reaches, InboxEntry.State state, String channel, long before, int limit);

  List<ChannelCount> counts(List<Reach> reaches);

  /** What waits or is in quarantine, of every municipality. */
  List<Backlog> backlog();

  void retag(TicketRef ticket, AccessTag access);

  /**
   * Removes deliveries that were read or discarded before this time, at most {@code limit}; {@link
   * #held} still knows them. @return how many
   */
  int putAway(Instant finishedBefore, int limit);
}
