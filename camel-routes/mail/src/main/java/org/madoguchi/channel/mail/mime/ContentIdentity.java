package org.madoguchi.channel.mail.mime;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * Makes a message's id from its Message-ID and a hash of what the sender wrote: devices (scanners,
 * fax gateways) give the same Message-ID to different messages, and the same message may lie in a
 * mailbox twice by different ways.
 */
final class ContentIdentity {
  // what a relay does not change
  private static final List<String> SENDERS_FIELDS = List.of("from", "date", "subject");
  private static final int LONGEST_ID = 180;

  private ContentIdentity() {}

  /**
   * @param bodyHash of everything after the header, see {@link BodyHash}
   */
  static String of(RawHeaders headers, byte[] bodyHash) {
    String messageId = MessageIds.own(headers);
    MessageDigest digest = sha256();
    if (messageId.isEmpty()) {
      // without an id the ways it came by are the only difference between two equal messages of a
      // device
      headers.forEach((name, value) -> update(digest, name, value));
    } else {
      for (String field : SENDERS_FIELDS) {
        headers.bytes(field).forEach(value -> update(digest, field, value));
      }
    }
    digest.update(bodyHash);
    String hash = HexFormat.of().formatHex(digest.digest());
    return messageId.isEmpty() ? hash : shortened(messageId) + "/" + hash;
  }

  private static String shortened(String messageId) {
    if (messageId.length() <= LONGEST_ID) {
      return messageId;
    }
    return HexFormat.of().formatHex(sha256().digest(messageId.getBytes(StandardCharsets.UTF_8)));
  }

  private static void update(MessageDigest digest, String name, byte[] value) {
    digest.update(name.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) ':');
    digest.update(value);
    digest.update((byte) '\n');
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }

  /**
   * Hashes the body while the message is read. Carriage returns do not count: protocols add and
   * remove them.
   */
  static final class BodyHash extends FilterInputStream {
    private final MessageDigest digest = sha256();
    private final byte[] kept = new byte[8192];
    private int lineLength;
    private boolean inBody;
    private long size;

    BodyHash(InputStream message) {
      super(message);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int from, int length) throws IOException {
      int count = super.read(buffer, from, Math.min(length, kept.length));
      int keep = 0;
      for (int i = from; i < from + count; i++) {
        byte b = buffer[i];
        if (b == '\r') {
          continue;
        }
        if (inBody) {
          kept[keep++] = b;
        } else if (b != '\n') {
          lineLength++;
        } else {
          inBody = lineLength == 0;
          lineLength = 0;
        }
      }
      digest.update(kept, 0, keep);
      size += Math.max(0, count);
      return count;
    }

    /**
     * The parser closes what it has read; the rest is hashed all the same, and the caller closes.
     */
    @Override
    public void close() {
      // left to the caller
    }

    /** After the whole message was read. */
    byte[] hash() throws IOException {
      transferTo(OutputStream.nullOutputStream());
      return digest.digest();
    }

    boolean isEmpty() {
      return size == 0;
    }
  }
}
