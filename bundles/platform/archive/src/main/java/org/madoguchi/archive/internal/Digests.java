package org.madoguchi.archive.internal;

import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256. */
final class Digests {
  private Digests() {}

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  static MessageDigest of(byte[] content) {
    MessageDigest digest = sha256();
    digest.update(content);
    return digest;
  }

  static String hex(MessageDigest digest) {
    return HexFormat.of().formatHex(digest.digest());
  }

  /** Closing it leaves {@code out} open. */
  static DigestOutputStream through(OutputStream out) {
    return new DigestOutputStream(out, sha256());
  }
}
