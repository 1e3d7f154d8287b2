package org.madoguchi.channel.mail.mime.tnef;

import java.util.Arrays;

/** Reads little-endian numbers and pieces, never beyond its own end. */
final class Bytes {
  /** A length says more than there is. */
  static final class Damaged extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Damaged() {
      super("damaged", null, false, false);
    }
  }

  private final byte[] all;
  private final int end;
  private int at;

  Bytes(byte[] all) {
    this(all, 0, all.length);
  }

  private Bytes(byte[] all, int from, int end) {
    this.all = all;
    this.at = from;
    this.end = end;
  }

  int remaining() {
    return end - at;
  }

  private void need(int count) {
    if (count < 0 || count > remaining()) {
      throw new Damaged();
    }
  }

  void skip(int count) {
    need(count);
    at += count;
  }

  int int8() {
    need(1);
    return all[at++] & 0xff;
  }

  int int16() {
    return int8() | int8() << 8;
  }

  int int32() {
    return int16() | int16() << 16;
  }

  /** The next bytes, without a copy. */
  Bytes part(int length) {
    need(length);
    at += length;
    return new Bytes(all, at - length, at);
  }

  /** From here on, read apart from this. */
  Bytes apart() {
    return new Bytes(all, at, end);
  }

  byte[] rest() {
    return Arrays.copyOfRange(all, at, end);
  }
}
