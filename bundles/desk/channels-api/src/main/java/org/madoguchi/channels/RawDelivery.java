package org.madoguchi.channels;

import java.io.InputStream;
import java.time.Instant;
import java.util.Map;

/**
 * A delivery as it came, before anybody tried to read it.
 *
 * @param channel the instance it came by, for example {@code mail-mihon}
 * @param sourceKey unique within the channel: mailbox, UIDVALIDITY and UID for pulled mail, a hash
 *     for pushed content; at most 200 characters
 * @param headers of the transport, not of the content; at most 16 KiB together
 * @param content read once, closed by the caller
 */
public record RawDelivery(
    String channel,
    String sourceKey,
    Map<String, String> headers,
    InputStream content,
    Instant receivedAt) {
  /**
   * In {@link #headers}: the size in bytes of a message that is larger than {@link
   * Intake#MAX_BYTES}, so that only its beginning was taken. Its sender is told so.
   */
  public static final String OVERSIZE_BYTES = "madoguchi-oversize-bytes";

  public RawDelivery {
    headers = Map.copyOf(headers);
  }

  /**
   * @param headers of a delivery
   * @return how many bytes a message has that was too large to be taken whole; 0 for all others
   */
  public static long oversizeBytes(Map<String, String> headers) {
    String size = headers.getOrDefault(OVERSIZE_BYTES, "");
    return size.matches("[0-9]{1,15}") ? Long.parseLong(size) : 0;
  }
}
