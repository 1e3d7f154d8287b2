package org.madoguchi.tickets;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.store.BlobRef;

/**
 * One message of a citizen, as a channel understood it.
 *
 * @param channel the kind of channel, for example {@code mail}; lower case, at most 20 characters
 * @param source the channel instance, for example {@code mail-mihon}
 * @param externalId unique within {@code source}: the same contact twice is taken once
 * @param messageReference what a reply must refer to (mail: the Message-ID without brackets); ''
 *     when none
 * @param thread the ticket it continues, when the channel is sure (signed reference, or number and
 *     known sender)
 * @param mentioned a ticket it only claims to continue (number in the subject, unknown sender):
 *     linked, not joined
 * @param senderName as the sender wrote it; '' when unknown
 * @param senders where the sender can be reached, best first; at least one
 * @param html the sanitised HTML body; '' when there is none
 * @param original the delivery as it came
 * @param language BCP 47, for example {@code ja}; '' when unknown
 * @param section whose matter it is as far as the channel knows, when it opens a ticket; NONE when
 *     anybody's
 * @param noticed {@link Noticed#NOTHING} is right for most
 */
public record InboundContact(
    MunicipalityId municipality,
    String channel,
    String source,
    String externalId,
    String messageReference,
    Optional<TicketRef> thread,
    Optional<TicketRef> mentioned,
    Nature nature,
    String senderName,
    List<ContactPoint> senders,
    String subject,
    String text,
    String html,
    List<AttachmentContent> attachments,
    BlobRef original,
    String language,
    Instant receivedAt,
    SectionId section,
    Noticed noticed) {
  /** Who is behind a message. Only {@link #PERSON} is ever answered by itself. */
  public enum Nature {
    PERSON,
    /** Out-of-office notes and other automatic answers. */
    AUTO_REPLY,
    /** A delivery status notification. */
    BOUNCE,
    /** Lists and bulk mail. */
    BULK
  }

  /** For anybody, and with nothing more to say about it. */
  public InboundContact(
      MunicipalityId municipality,
      String channel,
      String source,
      String externalId,
      String messageReference,
      Optional<TicketRef> thread,
      Optional<TicketRef> mentioned,
      Nature nature,
      String senderName,
      List<ContactPoint> senders,
      String subject,
      String text,
      String html,
      List<AttachmentContent> attachments,
      BlobRef original,
      String language,
      Instant receivedAt) {
    this(
        municipality,
        channel,
        source,
        externalId,
        messageReference,
        thread,
        mentioned,
        nature,
        senderName,
        senders,
        subject,
        text,
        html,
        attachments,
        original,
        language,
        receivedAt,
        SectionId.NONE,
        Noticed.NOTHING);
  }

  public InboundContact {
    senders = List.copyOf(senders);
    attachments = List.copyOf(attachments);
  }
}
