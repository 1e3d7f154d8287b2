package org.madoguchi.directory.internal.secret;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/** Random secrets for cookies and tokens, and the hashes they are stored as. */
public final class Secrets {
  private static final SecureRandom RANDOM = new SecureRandom();

  /** Without characters that look alike in print. */
  private static final String READABLE = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

  private Secrets() {}

  /** 256 random bits as 43 characters of the URL-safe alphabet. */
  public static String random() {
    byte[] bits = new byte[32];
    RANDOM.nextBytes(bits);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
  }

  /** A password to be typed once; 20 characters carry 116 bits. */
  public static char[] password() {
    char[] password = new char[20];
    for (int i = 0; i < password.length; i++) {
      password[i] = READABLE.charAt(RANDOM.nextInt(READABLE.length()));
    }
    return password;
  }

  /** 64 hexadecimal digits. A fast hash is enough for secrets with 256 random bits. */
  public static String sha256(String secret) {
    return sha256(secret.getBytes(StandardCharsets.UTF_8));
  }

  /** 64 hexadecimal digits. */
  public static String sha256(byte[] content) {
    return HexFormat.of().formatHex(digest().digest(content));
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
