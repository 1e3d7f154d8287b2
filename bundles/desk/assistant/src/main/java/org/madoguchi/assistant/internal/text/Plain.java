package org.madoguchi.assistant.internal.text;

import java.text.Normalizer;
import java.util.Locale;

/** One form of each character. Pure functions. */
public final class Plain {
  private Plain() {}

  /** NFKC in lower case, letters and digits only. */
  public static String letters(String text) {
    String normal = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    StringBuilder letters = new StringBuilder(normal.length());
    normal
        .codePoints()
        .filter(c -> Character.isLetterOrDigit(c) || c == 'ー')
        .forEach(letters::appendCodePoint);
    return letters.toString();
  }

  public static boolean isHiragana(String text) {
    return text.chars().allMatch(c -> c >= 0x3041 && c <= 0x309f);
  }

  /** On one line, without what cannot be seen; never ends within a surrogate pair. */
  public static String line(String text, int longest) {
    StringBuilder line = new StringBuilder();
    text.codePoints()
        .map(c -> Character.isWhitespace(c) || Character.isISOControl(c) ? ' ' : c)
        .filter(c -> Character.getType(c) != Character.FORMAT)
        .filter(c -> Character.getType(c) != Character.SURROGATE)
        .forEach(line::appendCodePoint);
    String one = line.toString().replaceAll(" {2,}", " ").strip();
    if (one.length() <= longest) {
      return one;
    }
    if (longest < 1) {
      return "";
    }
    int end = longest - 1;
    if (end > 0 && Character.isHighSurrogate(one.charAt(end - 1))) {
      end--;
    }
    return one.substring(0, end) + "…";
  }
}
