package org.madoguchi.tickets.internal.domain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.store.BlobRef;
import org.madoguchi.tickets.ContactPoint;
import org.madoguchi.tickets.DeliveryState;
import org.madoguchi.tickets.InboundContact.Nature;
import org.madoguchi.tickets.Noticed;

/**
 * One part of a conversation.
 *
 * @param channel '' for notes
 * @param source the channel instance it came or goes by; '' when none
 * @param author NONE for the citizen
 * @param authorName as the citizen signed; '' for staff, whose names the directory knows
 * @param html sanitised; '' when there is none
 * @param address where it came from or goes to
 * @param messageReference under which mail systems know it; '' while unknown
 * @param answers the reference of the message it answers; '' when none
 * @param attribution present when it was forwarded to us and put down to whom it is from; {@code
 *     address} is theirs then
 * @param mentions who is named in a note
 */
public record Entry(
    long id,
    long ticket,
    EntryType type,
    Nature nature,
    String channel,
    String source,
    StaffId author,
    String authorName,
    String subject,
    String text,
    String html,
    List<Attachment> attachments,
    Optional<ContactPoint> address,
    String messageReference,
    String answers,
    Optional<Delivery> delivery,
    Optional<BlobRef> original,
    Instant at,
    Noticed noticed,
    Optional<Attribution> attribution,
    List<StaffId> mentions) {
  /**
   * How it was before a forwarded message was put down to its writer.
   *
   * @param forwarder the address it came from
   * @param citizenBefore whose the ticket was
   */
  public record Attribution(String forwarder, long citizenBefore) {}

  /** With nothing more to say about it. */
  public Entry(
      long id,
      long ticket,
      EntryType type,
      Nature nature,
      String channel,
      String source,
      StaffId author,
      String authorName,
      String subject,
      String text,
      String html,
      List<Attachment> attachments,
      Optional<ContactPoint> address,
      String messageReference,
      String answers,
      Optional<Delivery> delivery,
      Optional<BlobRef> original,
      Instant at) {
    this(
        id,
        ticket,
        type,
        nature,
        channel,
        source,
        author,
        authorName,
        subject,
        text,
        html,
        attachments,
        address,
        messageReference,
        answers,
        delivery,
        original,
        at,
        Noticed.NOTHING,
        Optional.empty(),
        List.of());
  }

  /** The same, with who is named in it. */
  public Entry naming(List<StaffId> named) {
    return new Entry(
        id,
        ticket,
        type,
        nature,
        channel,
        source,
        author,
        authorName,
        subject,
        text,
        html,
        attachments,
        address,
        messageReference,
        answers,
        delivery,
        original,
        at,
        noticed,
        attribution,
        named);
  }

  /** What became of a message to the citizen. */
  public record Delivery(DeliveryState state, String reason, Instant at) {
    /** Whether a person has to decide. */
    public boolean isProblem() {
      return state == DeliveryState.FAILED || state == DeliveryState.IN_DOUBT;
    }
  }

  /** Whether an answer can be sent where this came from. */
  public boolean isAnswerable() {
    return type == EntryType.CITIZEN
        && Ticket.isPersonal(nature)
        && address.isPresent()
        && !source.isEmpty();
  }

  /** A note; it never leaves the house. */
  public static Entry note(
      long id, long ticket, StaffId author, String text, List<Attachment> attachments, Instant at) {
    return new Entry(
        id,
        ticket,
        EntryType.NOTE,
        Nature.PERSON,
        "",
        "",
        author,
        "",
        "",
        text,
        "",
        attachments,
        Optional.empty(),
        "",
        "",
        Optional.empty(),
        Optional.empty(),
        at);
  }

  /** A message on its way out. */
  public static Entry outgoing(
      long id,
      long ticket,
      EntryType type,
      Route route,
      StaffId author,
      String subject,
      String text,
      List<Attachment> attachments,
      Instant at) {
    return new Entry(
        id,
        ticket,
        type,
        Nature.PERSON,
        route.channel(),
        route.source(),
        author,
        "",
        subject,
        text,
        "",
        attachments,
        Optional.of(route.address()),
        "",
        route.answers(),
        Optional.of(new Delivery(DeliveryState.QUEUED, "", at)),
        Optional.empty(),
        at);
  }
}
