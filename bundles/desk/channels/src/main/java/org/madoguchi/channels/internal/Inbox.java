package org.madoguchi.channels.internal;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

  /** Whether the delivery ever came, also when its row was put away. */
  boolean holds(String channel, String sourceKey);

  /** Adds a delivery; the unique index on channel and source key decides between two of them. */
  void add(InboxEntry entry, Map<String, String> headers);

  Optional<InboxEntry> find(long id);

  Map<String, String> headers(long id);

  /** What may be read now, oldest first. */
  List<Long> due(String channel, Instant now, int limit);

  /** Takes a delivery for reading; empty when another worker has it. */
  Optional<InboxEntry> claim(long id, Lease lease, Instant now);

  /** Stores the decision unless the row changed or changed hands since. */
  boolean replace(InboxEntry before, InboxEntry after);

  void addContacts(long id, List<Contact> contacts);

  Optional<Contact> contact(TicketRef ticket, String entry);

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

  void retag(TicketRef ticket, AccessTag access);

  /**
   * Removes deliveries that were read or discarded before this time, at most {@code limit}; {@link
   * #holds} still knows them. @return how many
   */
  int putAway(Instant finishedBefore, int limit);
}
