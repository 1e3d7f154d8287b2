package org.madoguchi.search.internal.text;

import java.util.ArrayList;
import java.util.List;

/**
 * Two neighbouring characters of Japanese writing, katakana as hiragana; Latin letters and digits
 * stay whole.
 */
public final class Bigrams {
  private enum Kind {
    NONE,
    JAPANESE,
    LATIN
  }

  /** Of Latin letters. */
  private static final int LONGEST_RUN = 64;

  private Bigrams() {}

  /**
   * @param normal a normalised text
   */
  public static List<String> of(String normal) {
    List<String> bigrams = new ArrayList<>(normal.length());
    String text = Kana.hiragana(normal);
    int from = 0;
    while (from < text.length()) {
      Kind kind = kind(text.charAt(from));
      int to = from + 1;
      while (to < text.length() && kind(text.charAt(to)) == kind) {
        to++;
      }
      add(text.substring(from, to), kind, bigrams);
      from = to;
    }
    return bigrams;
  }

  private static void add(String run, Kind kind, List<String> bigrams) {
    if (kind == Kind.LATIN || kind == Kind.JAPANESE && run.length() == 1) {
      bigrams.add(run.length() > LONGEST_RUN ? run.substring(0, LONGEST_RUN) : run);
    } else if (kind == Kind.JAPANESE) {
      for (int i = 0; i + 1 < run.length(); i++) {
        bigrams.add(run.substring(i, i + 2));
      }
    }
  }

  /** Whether one of {@link #of} is a word in Latin letters or digits, which stays whole. */
  public static boolean isLatin(String bigram) {
    return kind(bigram.charAt(0)) == Kind.LATIN;
  }

  private static Kind kind(char c) {
    if (Kana.isKana(c) || Kana.isKanji(c)) {
      return Kind.JAPANESE;
    }
    return Character.isLetterOrDigit(c) ? Kind.LATIN : Kind.NONE;
  }
}
