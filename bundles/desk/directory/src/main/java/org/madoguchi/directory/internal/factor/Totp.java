package org.madoguchi.directory.internal.factor;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * One-time codes by time (RFC 6238) with what every authenticator app can do: HMAC-SHA-1, steps of
 * 30 seconds, 6 digits. Clocks may differ by one step.
 */
final class Totp {
  static final int SECRET_BYTES = 20;
  static final int STEP_SECONDS = 30;
  static final int DIGITS = 6;
  private static final int DRIFT = 1;
  private static final String ALGORITHM = "HmacSHA1";

  private Totp() {}

  /** The number of the step a moment lies in. */
  static long step(Instant at) {
    return Math.floorDiv(at.getEpochSecond(), STEP_SECONDS);
  }

  /** The code of a step, with leading zeros. */
  static String code(byte[] secret, long step, int digits) {
    byte[] hash = hash(secret, step);
    // RFC 4226, 5.3: the last half byte says where four bytes are taken from
    int offset = hash[hash.length - 1] & 0xf;
    int number = ByteBuffer.wrap(hash, offset, Integer.BYTES).getInt() & 0x7fffffff;
    return String.format("%0" + digits + "d", number % (long) Math.pow(10, digits));
  }

  /** The newest of the steps around a moment whose code it is. */
  static OptionalLong stepOf(byte[] secret, String code, Instant at) {
    long now = step(at);
    return LongStream.rangeClosed(now - DRIFT, now + DRIFT)
        .filter(step -> same(code(secret, step, DIGITS), code))
        .max();
  }

  private static boolean same(String one, String other) {
    return MessageDigest.isEqual(one.getBytes(), other.getBytes());
  }

  private static byte[] hash(byte[] secret, long step) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret, ALGORITHM));
      return mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }
}
