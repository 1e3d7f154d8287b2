package org.madoguchi.directory.internal.secret;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * A password as stored: PBKDF2 (RFC 8018) with the parameters it was made with, so that they can be
 * raised later.
 *
 * @param salt in hexadecimal
 * @param hash in hexadecimal
 */
public record PasswordHash(
    String algorithm, int iterations, String salt, String hash, Instant changedAt) {
  /** OWASP's figure for PBKDF2-HMAC-SHA512. */
  static final int ITERATIONS = 210_000;

  private static final String ALGORITHM = "PBKDF2WithHmacSHA512";
  private static final int SALT_BYTES = 16;
  private static final int HASH_BITS = 512;
  private static final HexFormat HEX = HexFormat.of();
  private static final SecureRandom RANDOM = new SecureRandom();

  /**
   * Checked when the login is unknown, so that an answer takes the same time; no password matches
   * it.
   */
  public static final PasswordHash NOBODY =
      new PasswordHash(
          ALGORITHM,
          ITERATIONS,
          "00".repeat(SALT_BYTES),
          "00".repeat(HASH_BITS / 8),
          Instant.EPOCH);

  /** Takes a fraction of a second. The caller wipes {@code password}. */
  public static PasswordHash of(char[] password, Instant at) {
    byte[] salt = new byte[SALT_BYTES];
    RANDOM.nextBytes(salt);
    byte[] hash = derive(ALGORITHM, ITERATIONS, salt, HASH_BITS, password);
    return new PasswordHash(ALGORITHM, ITERATIONS, HEX.formatHex(salt), HEX.formatHex(hash), at);
  }

  /**
   * Takes a fraction of a second, the same for right and wrong. The caller wipes {@code password}.
   */
  public boolean matches(char[] password) {
    byte[] expected = HEX.parseHex(hash);
    byte[] actual =
        derive(algorithm, iterations, HEX.parseHex(salt), expected.length * 8, password);
    return MessageDigest.isEqual(expected, actual);
  }

  /** Whether it was made with weaker parameters than today's. */
  public boolean outdated() {
    return iterations < ITERATIONS || !algorithm.equals(ALGORITHM);
  }

  private static byte[] derive(
      String algorithm, int iterations, byte[] salt, int bits, char[] password) {
    PBEKeySpec spec = new PBEKeySpec(password, salt, iterations, bits);
    try {
      return SecretKeyFactory.getInstance(algorithm).generateSecret(spec).getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no " + algorithm, e);
    } finally {
      spec.clearPassword();
    }
  }

  @Override
  public String toString() {
    return "PasswordHash[" + algorithm + ", " + iterations + "]";
  }
}
