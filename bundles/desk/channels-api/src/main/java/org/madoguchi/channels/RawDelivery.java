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
  public RawDelivery {
    headers = Map.copyOf(headers);
  }
}
