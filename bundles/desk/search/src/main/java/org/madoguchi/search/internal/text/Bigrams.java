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

  /** How many {@link #of} finds, without making them. */
  public static int count(String normal) {
    int count = 0;
    int length = 0;
    Kind before = Kind.NONE;
    for (int i = 0; i <= normal.length(); i++) {
      Kind kind = i == normal.length() ? Kind.NONE : kind(normal.charAt(i));
      if (kind != before) {
        count += before == Kind.JAPANESE ? Math.max(1, length - 1) : before == Kind.LATIN ? 1 : 0;
        length = 0;
      }
      length++;
      before = kind;
    }
    return count;
  }

  /**
   * How many of {@link #of} are this one.
   *
   * @param hiragana a normalised text with hiragana for katakana
   */
  public static int count(String hiragana, String bigram) {
    int count = 0;
    boolean pair = kind(bigram.charAt(0)) == Kind.JAPANESE && bigram.length() == 2;
    for (int at = hiragana.indexOf(bigram); at >= 0; at = hiragana.indexOf(bigram, at + 1)) {
      if (pair || isRun(hiragana, at, bigram)) {
        count++;
      }
    }
    return count;
  }

  private static boolean isRun(String text, int at, String run) {
    Kind kind = kind(run.charAt(0));
    int end = at + run.length();
    boolean begins = at == 0 || kind(text.charAt(at - 1)) != kind;
    boolean ends = end == text.length() || kind(text.charAt(end)) != kind;
    return begins && (ends || run.length() == LONGEST_RUN);
  }

  private static Kind kind(char c) {
    if (Kana.isKana(c) || Kana.isKanji(c)) {
      return Kind.JAPANESE;
    }
    return Character.isLetterOrDigit(c) ? Kind.LATIN : Kind.NONE;
  }
}
