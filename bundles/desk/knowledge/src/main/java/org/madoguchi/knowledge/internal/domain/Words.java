package org.madoguchi.knowledge.internal.domain;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How lists of articles are narrowed (width and case do not count), and what rows hold of text. */
public final class Words {
  private Words() {}

  /** Every one of them must be there. */
  public static List<String> of(String typed) {
    return Arrays.stream(folded(typed).split("[\\s\u3000]+")).filter(w -> !w.isEmpty()).toList();
  }

  public static String folded(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
  }

  /** At most so many UTF-16 units, never half a character. */
  public static String cut(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    return text.substring(0, Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most);
  }
}
