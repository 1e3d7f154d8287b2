package org.madoguchi.channel.mail.mime;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.Arrays;
import java.util.Optional;

/**
 * Takes the message out of S/MIME's signed-data (RFC 5652), where it lies inside the signature.
 * Nothing is verified: only the shells are opened, of definite and of indefinite length.
 */
final class SignedContent {
  private static final int SEQUENCE = 0x30;
  private static final int OBJECT_ID = 0x06;
  private static final int OCTETS = 0x04;
  private static final int OCTETS_IN_PIECES = 0x24;
  private static final int EXPLICIT = 0xa0;
  private static final int INTEGER = 0x02;
  private static final int SET = 0x31;
  private static final int DEEPEST = 16;
  private static final int PIECE_BYTES = 64 * 1024;
  // 1.2.840.113549.1.7.2
  private static final byte[] SIGNED_DATA = {
    0x2a, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xf7, 0x0d, 0x01, 0x07, 0x02
  };

  /** It is not what it should be. */
  private static final class Damaged extends IOException {
    private static final long serialVersionUID = 1L;
  }

  private final PushbackInputStream bytes;
  private final long size;
  private final MimeNode.Content content = new MimeNode.Content();
  private long at;

  private SignedContent(InputStream bytes, long size) {
    this.bytes = new PushbackInputStream(bytes);
    this.size = size;
  }

  /**
   * @return empty when it is encrypted, has no content, or is damaged
   */
  static Optional<MimeNode.Content> of(MimeNode.Content message) {
    try (InputStream bytes = message.open()) {
      SignedContent reading = new SignedContent(bytes, message.size());
      reading.signedData();
      return reading.content.size() == 0 ? Optional.empty() : Optional.of(reading.content);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private void signedData() throws IOException {
    enter(SEQUENCE);
    byte[] kind = value(OBJECT_ID);
    if (!Arrays.equals(kind, SIGNED_DATA)) {
      throw new Damaged();
    }
    enter(EXPLICIT);
    enter(SEQUENCE);
    value(INTEGER);
    expect(SET);
    skipRest(0);
    enter(SEQUENCE);
    value(OBJECT_ID);
    enter(EXPLICIT);
    octets(next(), 0);
  }

  /** What lies outside is of no interest any more. */
  private void enter(int tag) throws IOException {
    expect(tag);
    length();
  }

  private byte[] value(int tag) throws IOException {
    expect(tag);
    return piece(definite(length()));
  }

  /** Behind a tag. */
  private void skipRest(int depth) throws IOException {
    if (depth > DEEPEST) {
      throw new Damaged();
    }
    long length = length();
    if (length >= 0) {
      bytes.skipNBytes(definite(length));
      at += length;
      return;
    }
    for (int tag = next(); !isEnd(tag); tag = next()) {
      skipRest(depth + 1);
    }
  }

  /** In one piece, or in pieces that may be in pieces. */
  private void octets(int tag, int depth) throws IOException {
    if (depth > DEEPEST) {
      throw new Damaged();
    }
    long length = length();
    if (tag == OCTETS) {
      take(definite(length));
      return;
    }
    if (tag != OCTETS_IN_PIECES) {
      throw new Damaged();
    }
    if (length < 0) {
      for (int inner = next(); !isEnd(inner); inner = next()) {
        octets(inner, depth + 1);
      }
      return;
    }
    long end = at + definite(length);
    while (at < end) {
      octets(next(), depth + 1);
    }
  }

  private void take(long length) throws IOException {
    for (long left = length; left > 0; left -= PIECE_BYTES) {
      content.append(piece(Math.min(left, PIECE_BYTES)));
    }
  }

  private byte[] piece(long length) throws IOException {
    byte[] piece = bytes.readNBytes((int) length);
    at += piece.length;
    if (piece.length < length) {
      throw new Damaged();
    }
    return piece;
  }

  /** Two zeros end what has no length; takes the second. */
  private boolean isEnd(int tag) throws IOException {
    if (tag != 0) {
      return false;
    }
    int second = next();
    if (second == 0) {
      return true;
    }
    bytes.unread(second);
    at--;
    return false;
  }

  private int next() throws IOException {
    int next = bytes.read();
    if (next < 0) {
      throw new Damaged();
    }
    at++;
    return next;
  }

  private void expect(int tag) throws IOException {
    if (next() != tag) {
      throw new Damaged();
    }
  }

  /**
   * @return negative when it is not said
   */
  private long length() throws IOException {
    int first = next();
    if (first < 0x80) {
      return first;
    }
    int count = first & 0x7f;
    if (count > 4) {
      throw new Damaged();
    }
    long length = count == 0 ? -1 : 0;
    for (int i = 0; i < count; i++) {
      length = length << 8 | next();
    }
    return length;
  }

  private long definite(long length) throws Damaged {
    if (length < 0 || length > size - at) {
      throw new Damaged();
    }
    return length;
  }
}
