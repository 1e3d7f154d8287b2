package org.madoguchi.tickets.internal.jpa;

import java.util.Locale;

/** LIKE patterns over what people type; used with {@code ESCAPE '!'}. */
final class Like {
  private Like() {}

  /** Matches text that contains the words, in any case. */
  static String contains(String words) {
    String literal =
        words.toLowerCase(Locale.ROOT).replace("!", "!!").replace("%", "!%").replace("_", "!_");
    return "%" + literal + "%";
  }
}
