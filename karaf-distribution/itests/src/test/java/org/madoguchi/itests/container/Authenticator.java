package org.madoguchi.itests.container;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Instant;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The app on somebody's telephone (RFC 6238), written apart from the product. */
public final class Authenticator {
  private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

  private final byte[] secret;

  /**
   * @param secret as the screen shows it, with spaces or without
   */
  public Authenticator(String secret) {
    String letters = secret.replaceAll("\\s", "");
    this.secret = new byte[letters.length() * 5 / 8];
    for (int bit = 0; bit < this.secret.length * 8; bit++) {
      int value = ALPHABET.indexOf(letters.charAt(bit / 5)) >> 4 - bit % 5 & 1;
      this.secret[bit / 8] |= (byte) (value << 7 - bit % 8);
    }
  }

  /** What it shows now. */
  public String code() {
    return code(0);
  }

  /**
   * @param steps of 30 seconds from now
   */
  public String code(int steps) {
    long step = Instant.now().getEpochSecond() / 30 + steps;
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(secret, "HmacSHA1"));
      byte[] hash = mac.doFinal(ByteBuffer.allocate(8).putLong(step).array());
      int number = ByteBuffer.wrap(hash, hash[19] & 15, 4).getInt() & Integer.MAX_VALUE;
      return String.format("%06d", number % 1_000_000);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
