package org.madoguchi.directory.internal.factor;

/** The alphabet authenticator apps are told secrets in (RFC 4648, 6), without padding. */
final class Base32 {
  private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final int BITS = 5;

  private Base32() {}

  static String encode(byte[] bytes) {
    StringBuilder text = new StringBuilder();
    int buffer = 0;
    int left = 0;
    for (byte b : bytes) {
      buffer = buffer << Byte.SIZE | b & 0xff;
      left += Byte.SIZE;
      while (left >= BITS) {
        left -= BITS;
        text.append(ALPHABET.charAt(buffer >> left & 31));
      }
      buffer &= (1 << left) - 1;
    }
    if (left > 0) {
      text.append(ALPHABET.charAt(buffer << BITS - left & 31));
    }
    return text.toString();
  }
}
