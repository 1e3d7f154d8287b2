package org.madoguchi.search.internal.text;

/** Kana, and one form of them. */
public final class Kana {
  private Kana() {}

  /** Whether the text is written in kana only. */
  public static boolean isKana(String text) {
    return !text.isEmpty() && text.chars().allMatch(c -> isKana((char) c));
  }

  static boolean isKana(char c) {
    return isHiragana(c) || c >= 'ァ' && c <= 'ヺ' || c == 'ー';
  }

  static boolean isHiragana(char c) {
    return c >= 'ぁ' && c <= 'ゖ';
  }

  static boolean isKanji(char c) {
    return c >= '一' && c <= '鿿'
        || c >= '㐀' && c <= '䶿'
        || c == '々'
        || c == '〆'
        || Character.isSurrogate(c);
  }

  /** Hiragana for katakana, character by character. */
  public static String hiragana(String text) {
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      out.append(c >= 'ァ' && c <= 'ヶ' ? (char) (c - 'ァ' + 'ぁ') : c);
    }
    return out.toString();
  }

  /** Katakana for hiragana, character by character. */
  public static String katakana(String text) {
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      out.append(isHiragana(c) ? (char) (c - 'ぁ' + 'ァ') : c);
    }
    return out.toString();
  }
}
