package org.madoguchi.search.internal.text;

import java.text.Normalizer;
import java.util.Arrays;

/**
 * A text as it is compared: NFKC, lower case, one form of each character (旧字体, 異体字), one dash,
 * without control characters, lone surrogates and invisible signs. Each character knows where it
 * came from, so that the original can be marked.
 */
public final class NormalText {
  private static final char LONG_VOWEL = 'ー';

  private final String text;
  private final int[] starts;
  private final int[] ends;

  private NormalText(String text, int[] starts, int[] ends) {
    this.text = text;
    this.starts = starts;
    this.ends = ends;
  }

  public static NormalText of(String original) {
    return new Maker(original).make();
  }

  public String text() {
    return text;
  }

  /** Where in the original the character at {@code index} begins. */
  public int start(int index) {
    return starts[index];
  }

  /** Where in the original the character before {@code index} ends. */
  public int end(int index) {
    return index == 0 ? 0 : ends[index - 1];
  }

  private static final class Maker {
    private final String original;
    private final StringBuilder out;
    private int[] starts;
    private int[] ends;

    Maker(String original) {
      this.original = original;
      this.out = new StringBuilder(original.length() + 16);
      this.starts = new int[original.length() + 16];
      this.ends = new int[original.length() + 16];
    }

    NormalText make() {
      int at = 0;
      while (at < original.length()) {
        int next = clusterEnd(at);
        take(at, next);
        at = next;
      }
      return new NormalText(
          out.toString(), Arrays.copyOf(starts, out.length()), Arrays.copyOf(ends, out.length()));
    }

    private int clusterEnd(int at) {
      int end = at + Character.charCount(original.codePointAt(at));
      // a run of combining marks without end is no letter
      int most = Math.min(original.length(), at + 16);
      while (end < most && isMark(original.codePointAt(end))) {
        end += Character.charCount(original.codePointAt(end));
      }
      return end;
    }

    private static boolean isMark(int c) {
      return c >= 0x300 && !isPlain(c) && isRareMark(c);
    }

    private static boolean isRareMark(int c) {
      return c == 'ﾞ' || c == 'ﾟ' || Character.getType(c) == Character.NON_SPACING_MARK;
    }

    private void take(int from, int to) {
      char c = original.charAt(from);
      if (to == from + 1 && isPlain(c)) {
        put(Variants.plain(c), from, to);
        return;
      }
      if (to == from + 1 && isComposed(c)) {
        takeComposed(c, from, to);
        return;
      }
      String composed = Normalizer.normalize(original.substring(from, to), Normalizer.Form.NFKC);
      composed.codePoints().forEach(point -> takeComposed(point, from, to));
    }

    /** Kana, and characters in everyday use: NFKC leaves them as they are. */
    private static boolean isPlain(int c) {
      return c >= 'ぁ' && c <= 'ゖ' || c >= 'ァ' && c <= 'ー' || c >= '一' && c <= '鿿';
    }

    /** ASCII, and the marks between sentences: NFKC leaves them, too. */
    private static boolean isComposed(char c) {
      return c < 0x80 || c >= '、' && c <= '〃' || c >= '〈' && c <= '】';
    }

    private void takeComposed(int point, int from, int to) {
      switch (Character.getType(point)) {
        case Character.CONTROL,
            Character.SURROGATE,
            Character.UNASSIGNED,
            Character.PRIVATE_USE,
            Character.SPACE_SEPARATOR,
            Character.LINE_SEPARATOR,
            Character.PARAGRAPH_SEPARATOR ->
            put(point == '\n' ? '\n' : ' ', from, to);
        case Character.FORMAT, Character.NON_SPACING_MARK, Character.ENCLOSING_MARK -> {
          // invisible: variation selectors, joiners, directions
        }
        default -> {
          int folded = dash(Variants.of(Character.toLowerCase(point)));
          if (folded <= Character.MAX_VALUE) {
            put((char) folded, from, to);
          } else {
            put(Character.highSurrogate(folded), from, to);
            put(Character.lowSurrogate(folded), from, to);
          }
        }
      }
    }

    /** The many dashes people type for the long vowel, and the other way round. */
    private int dash(int point) {
      if (!Variants.isDash(point)) {
        return point;
      }
      char before = out.length() == 0 ? ' ' : out.charAt(out.length() - 1);
      boolean afterKana = before >= 'ァ' && before <= 'ー' || before >= 'ぁ' && before <= 'ゖ';
      return afterKana ? LONG_VOWEL : '-';
    }

    private void put(char c, int from, int to) {
      if (out.length() == starts.length) {
        starts = Arrays.copyOf(starts, starts.length * 2);
        ends = Arrays.copyOf(ends, ends.length * 2);
      }
      starts[out.length()] = from;
      ends[out.length()] = to;
      out.append(c);
    }
  }
}
