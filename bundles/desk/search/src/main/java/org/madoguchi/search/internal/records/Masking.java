package org.madoguchi.search.internal.records;

import java.util.regex.Pattern;

/** Takes out of a question what names a person: numbers and addresses of mail. Pure functions. */
final class Masking {
  static final String MASK = "***";

  private static final Pattern MAIL =
      Pattern.compile("[A-Za-z0-9Ａ-Ｚａ-ｚ０-９._%+\\-＿．－]+[@＠][A-Za-z0-9Ａ-Ｚａ-ｚ０-９.\\-．－]+");

  /** Seven digits or more, whatever people put between: telephone, postal code, 個人番号, card. */
  private static final Pattern NUMBER =
      Pattern.compile("[+＋(（]?\\p{Nd}(?:[\\s\\u3000\\p{Pd}ー−‐()（）.．・~〜～]{0,3}\\p{Nd}){6,}");

  private Masking() {}

  static String masked(String text) {
    String line = text.replaceAll("[\\s\\u3000\\p{Cc}]+", " ").strip();
    return NUMBER.matcher(MAIL.matcher(line).replaceAll(MASK)).replaceAll(MASK);
  }

  /** Without a half of a character at its end. */
  static String cut(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
    return text.substring(0, end);
  }
}
