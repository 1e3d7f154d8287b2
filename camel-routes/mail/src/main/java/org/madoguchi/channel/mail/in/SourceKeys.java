package org.madoguchi.channel.mail.in;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import org.madoguchi.channel.mail.link.MailServer;

/**
 * Parts of the keys under which the inbox knows a delivery. They tell neither the account nor the
 * folder.
 */
final class SourceKeys {
  private static final int MAX_UIDL = 70;

  private SourceKeys() {}

  /**
   * Stands for account and folder. Two servers may have the same UIDVALIDITY (1 is common), so that
   * without it a changed server could make new mail look like known mail.
   */
  static String account(MailServer server, String folder) {
    String host = server.host().toLowerCase(Locale.ROOT);
    String account = server.user() + "\n" + host + "\n" + folder;
    return sha256(account.getBytes(StandardCharsets.UTF_8)).substring(0, 16);
  }

  /** RFC 1939 allows 70 printable characters; whatever comes, the key stays short and clean. */
  static String printable(String uidl) {
    boolean clean = uidl.length() <= MAX_UIDL && uidl.chars().allMatch(c -> c > 0x20 && c < 0x7f);
    return clean ? uidl : "h-" + sha256(uidl.getBytes(StandardCharsets.UTF_8)).substring(0, 32);
  }

  static String sha256(byte[] content) {
    return HexFormat.of().formatHex(digest().digest(content));
  }

  static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }
}
