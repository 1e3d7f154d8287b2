package org.madoguchi.channel.loopback;

import java.time.Instant;
import java.util.List;
import org.madoguchi.tickets.ContactPoint;

/** A message that left through a loopback channel. */
public record SentMessage(
    String key,
    String reference,
    String recipientName,
    List<ContactPoint> recipients,
    String subject,
    String text,
    List<Attachment> attachments,
    String inReplyTo,
    List<String> references,
    boolean automatic,
    Instant at) {
  /**
   * @param content as Base64 in JSON
   */
  public record Attachment(String fileName, String mediaType, byte[] content) {}
}
