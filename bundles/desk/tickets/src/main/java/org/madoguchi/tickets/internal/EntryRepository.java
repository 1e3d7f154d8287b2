package org.madoguchi.tickets.internal;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.AccessTag;
import org.madoguchi.tickets.ContactPoint;
import org.madoguchi.tickets.internal.domain.Attachment;
import org.madoguchi.tickets.internal.domain.Draft;
import org.madoguchi.tickets.internal.domain.Entry;

/** The parts of a conversation, their attachments and drafts. */
public interface EntryRepository {
  /** Stores the entry with its text, and attachments that came with it. */
  void add(Entry entry, AccessTag access);

  /** With its text and attachments. */
  Optional<Entry> find(long ticket, long entry);

  /** The id of the ticket an entry lies in, wherever it began. */
  Optional<Long> ticketOf(long entry);

  boolean isEmpty(long ticket);

  /** Without texts and attachments: the last message of the citizen an answer can be sent to. */
  Optional<Entry> lastAnswerable(List<Long> tickets);

  /**
   * Without texts and attachments: the newest message that left for one of the addresses in a
   * ticket of one of the citizens.
   */
  Optional<Entry> lastSentTo(
      Collection<Long> citizens, Collection<ContactPoint> addresses, Instant since);

  /** Under what the messages up to this entry are known to mail systems, oldest first. */
  List<String> references(long ticket, Entry before);

  void recordDelivery(long entry, Entry.Delivery delivery, String messageReference);

  /**
   * Puts a forwarded message down to somebody, or no longer.
   *
   * @param address where answers to it go from now on
   */
  void attribute(long entry, ContactPoint address, Optional<Entry.Attribution> attribution);

  /** Whether another message than this one was refused or is in doubt. */
  boolean hasOtherDeliveryProblem(long ticket, long entry);

  void addLoose(Attachment attachment, Optional<Draft.Kind> with, AccessTag access);

  /** The person's uploads that wait with their draft of this kind, oldest first. */
  List<Attachment> waiting(long ticket, StaffId uploader, Draft.Kind with);

  /** The person's uploads that were not sent yet, among these. */
  List<Attachment> loose(long ticket, StaffId uploader, List<Long> ids);

  int countLoose(long ticket, StaffId uploader);

  /** How many of the person's unsent uploads now belong to the entry; decides races. */
  int bind(long ticket, long entry, StaffId uploader, List<Long> ids);

  /** Removes a reply with its text; its files are loose uploads of that person again. */
  void withdraw(long ticket, long entry, StaffId uploader);

  boolean removeLoose(long ticket, StaffId uploader, long id);

  /** Removes uploads made before this time and not sent, at most {@code limit}. @return how many */
  int removeLoose(Instant before, int limit);

  List<Draft> drafts(long ticket, StaffId who);

  void putDraft(long ticket, StaffId who, Draft draft, AccessTag access);

  void removeDraft(long ticket, StaffId who, Draft.Kind kind);
}
