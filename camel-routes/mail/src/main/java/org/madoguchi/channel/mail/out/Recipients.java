package org.madoguchi.channel.mail.out;

import java.net.IDN;
import java.util.Optional;
import java.util.regex.Pattern;

/** Writes an address as SMTP wants it. */
final class Recipients {
  private static final Pattern LOCAL = Pattern.compile("[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}");
  private static final Pattern DOT_ATOM = Pattern.compile("[^.]+(\\.[^.]+)*");
  private static final Pattern DOMAIN =
      Pattern.compile(
          "[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*");
  private static final int MAX_LENGTH = 254;

  private Recipients() {}

  /**
   * Japanese carriers gave out addresses such as {@code a..b@…} and {@code a.@…}; they exist, and
   * are valid when the part before the @ is quoted.
   */
  static Optional<String> onTheWire(String address) {
    int at = address.lastIndexOf('@');
    if (at < 1 || address.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    String local = address.substring(0, at);
    String domain = ascii(address.substring(at + 1));
    if (!LOCAL.matcher(local).matches() || !DOMAIN.matcher(domain).matches()) {
      return Optional.empty();
    }
    boolean dotAtom = DOT_ATOM.matcher(local).matches();
    return Optional.of((dotAtom ? local : '"' + local + '"') + "@" + domain);
  }

  private static String ascii(String domain) {
    try {
      return IDN.toASCII(domain);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }
}
