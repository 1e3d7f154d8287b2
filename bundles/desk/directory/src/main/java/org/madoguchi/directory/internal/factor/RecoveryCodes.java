package org.madoguchi.directory.internal.factor;

import java.security.SecureRandom;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.madoguchi.directory.internal.secret.Secrets;
import org.madoguchi.kernel.StaffId;

/**
 * Codes for the day the device is lost, printed and kept. 80 random bits each, so that the fast
 * hash they are stored as cannot be tried through.
 */
final class RecoveryCodes {
  static final int MANY = 10;
  private static final int LETTERS = 16;
  private static final int GROUP = 4;

  /** 32 letters and digits, none of which look alike in print. */
  private static final String ALPHABET = "abcdefghjkmnpqrstuvwxyz023456789";

  private static final SecureRandom RANDOM = new SecureRandom();

  private RecoveryCodes() {}

  /** As {@code abcd-efgh-jkmn-pqrs}. */
  static List<String> fresh() {
    return Stream.generate(RecoveryCodes::code).limit(MANY).toList();
  }

  private static String code() {
    return IntStream.range(0, LETTERS)
        .mapToObj(i -> (i > 0 && i % GROUP == 0 ? "-" : "") + letter())
        .collect(Collectors.joining());
  }

  private static char letter() {
    return ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length()));
  }

  /**
   * @param code without spaces and hyphens, in lower case
   */
  static String hash(StaffId who, String code) {
    return Secrets.sha256("recovery:" + who + ":" + code.replace("-", ""));
  }
}
