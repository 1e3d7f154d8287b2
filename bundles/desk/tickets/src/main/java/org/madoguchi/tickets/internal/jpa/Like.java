package org.madoguchi.tickets.internal.jpa;

import java.util.Locale;

/** LIKE patterns over what people type; used with {@code ESCAPE '!'}. */
final class Like {
  private Like() {}

  /** Matches text that contains the words, in any case. */
  /** Matches text that begins with the words as they are written. */
  static String startsWith(String words) {
    return literal(words) + "%";
  }

  static String contains(String words) {
    return "%" + literal(words.toLowerCase(Locale.ROOT)) + "%";
  }

  private static String literal(String words) {
    return words.replace("!", "!!").replace("%", "!%").replace("_", "!_");
  }
}
