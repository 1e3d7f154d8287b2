package org.madoguchi.tickets;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.access.AccessTag;

/**
 * What goes out of a ticket, and what became of it. Called by the channels room, outside any
 * transaction.
 */
public interface TicketConversation {
  /**
   * A reply to be sent.
   *
   * @param channel the kind of channel it leaves by, for example {@code mail}
   * @param source the instance the last inbound message came by; '' when none did
   * @param recipients where to, best first
   * @param inReplyTo the reference of the message it answers; '' when none
   * @param references of the whole conversation, oldest first
   * @param automatic true for acknowledgements: sent with the headers that keep robots from
   *     answering
   */
  record Outbound(
      TicketRef ticket,
      String entry,
      AccessTag access,
      String channel,
      String source,
      String recipientName,
      List<ContactPoint> recipients,
      String subject,
      String text,
      List<AttachmentContent> attachments,
      String inReplyTo,
      List<String> references,
      boolean automatic) {}

  /** Why a reply with files may not leave now. */
  enum Hindrance {
    /** A file is to be scanned first; ask again. */
    WAITS,
    /** A file is malicious: it never leaves. */
    INFECTED,
    /** No scanner can judge a file, and the municipality sends nothing unjudged. */
    UNSCANNABLE
  }

  /**
   * Asked before each attempt to send.
   *
   * @return empty when it may go, or is not there
   */
  default Optional<Hindrance> hindrance(TicketRef ticket, String entry) {
    return Optional.empty();
  }

  /**
   * The content behind a {@link TicketEvents#REPLY_QUEUED} event, handed out to be sent: from now
   * on nobody takes it back. Asked again, the answer is the same.
   */
  Optional<Outbound> outbound(TicketRef ticket, String entry);

  /** Whether its author took the reply back, which is then never handed out. */
  boolean isTakenBack(TicketRef ticket, String entry);

  /**
   * Records what became of a reply; the same state twice changes nothing.
   *
   * @param messageReference under which it was sent; '' while unknown
   * @param reason for people, in plain words without personal data; '' when there is nothing to say
   */
  void deliveryChanged(
      TicketRef ticket,
      String entry,
      DeliveryState state,
      String messageReference,
      String reason,
      Instant at);

  /**
   * The address a message went to cannot be reached: the citizen's contact point is marked until
   * they write from it again or a person knows better. Told again, nothing changes.
   *
   * @param status the enhanced status code, for example {@code 5.1.1}; '' when there is none
   * @param at when that was reported
   */
  default void undeliverable(TicketRef ticket, String entry, String status, Instant at) {}

  /**
   * The ticket of the newest message that left for one of the addresses: what a report of
   * non-delivery is probably about when it names none of ours.
   *
   * @param since messages before this time are not looked for
   */
  Optional<TicketRef> lastSentTo(
      MunicipalityId municipality, Collection<ContactPoint> addresses, Instant since);

  /**
   * Adds an acknowledgement to the conversation and queues it like a reply; the status stays.
   *
   * @param key idempotency key; the same key on the same ticket is taken once
   */
  void acknowledge(TicketRef ticket, String key, String subject, String text);
}
