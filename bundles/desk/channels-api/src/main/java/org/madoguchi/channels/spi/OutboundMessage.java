package org.madoguchi.channels.spi;

import java.util.List;
import org.madoguchi.tickets.ContactPoint;

/**
 * One message to a citizen.
 *
 * @param key idempotency key: the same message always has the same
 * @param reference the local part for the message's own id, signed, so that an answer finds its
 *     ticket (mail: Message-ID {@code <reference@domain>})
 * @param inReplyTo the reference it answers; '' when none
 * @param references of the conversation, oldest first
 * @param automatic acknowledgements: mark it so that robots do not answer (RFC 3834)
 */
public record OutboundMessage(
    String key,
    String reference,
    String recipientName,
    List<ContactPoint> recipients,
    String subject,
    String text,
    List<InboundMessage.Attachment> attachments,
    String inReplyTo,
    List<String> references,
    boolean automatic) {
  public OutboundMessage {
    recipients = List.copyOf(recipients);
    attachments = List.copyOf(attachments);
    references = List.copyOf(references);
  }
}
