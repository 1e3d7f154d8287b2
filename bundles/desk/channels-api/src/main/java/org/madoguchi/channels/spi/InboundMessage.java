package org.madoguchi.channels.spi;

import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import org.madoguchi.tickets.ContactPoint;
import org.madoguchi.tickets.InboundContact.Nature;

/**
 * One message read from a delivery.
 *
 * @param externalId unique within the channel (mail: Message-ID and content hash): the same one
 *     twice opens one ticket
 * @param messageReference what a reply refers to (mail: the Message-ID without brackets); '' when
 *     none
 * @param references messages it answers, newest first, without brackets; where our own ids are
 *     found again
 * @param sentAt as the sender claims; the intake's time counts
 * @param html unsanitised HTML body; '' when none. The channels room sanitises it
 * @param particulars what else the channel noticed; {@link Particulars#NONE} is right for most
 */
public record InboundMessage(
    String externalId,
    String messageReference,
    List<String> references,
    Nature nature,
    String senderName,
    List<ContactPoint> senders,
    String subject,
    String text,
    String html,
    List<Attachment> attachments,
    String language,
    Instant sentAt,
    Particulars particulars) {
  /**
   * An attachment whose content the channels room stores; see {@code AttachmentContent} for the
   * members.
   */
  public record Attachment(
      String fileName, String mediaType, String contentId, ContentSource content) {}

  /** Opens the content; may be called more than once. */
  @FunctionalInterface
  public interface ContentSource {
    InputStream open() throws java.io.IOException;
  }

  public InboundMessage {
    references = List.copyOf(references);
    senders = List.copyOf(senders);
    attachments = List.copyOf(attachments);
  }

  /** A message about which there is nothing more to say. */
  public InboundMessage(
      String externalId,
      String messageReference,
      List<String> references,
      Nature nature,
      String senderName,
      List<ContactPoint> senders,
      String subject,
      String text,
      String html,
      List<Attachment> attachments,
      String language,
      Instant sentAt) {
    this(
        externalId,
        messageReference,
        references,
        nature,
        senderName,
        senders,
        subject,
        text,
        html,
        attachments,
        language,
        sentAt,
        Particulars.NONE);
  }
}
