package org.madoguchi.knowledge.internal.domain;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * What was changed between two texts: by words, and where that would take too long, by lines; two
 * texts that have next to nothing in common are one removed and one added. Time and memory are
 * bounded by that, whatever the texts.
 */
public final class Comparison {
  /** What became of a stretch of text. */
  public enum Kind {
    SAME,
    REMOVED,
    ADDED
  }

  /** A stretch of text. Those of {@code SAME} and {@code ADDED} in order are the newer text. */
  public record Stretch(Kind kind, String text) {}

  /** So many changes are looked for; each costs a row of so many numbers. */
  private static final int MOST_CHANGES = 1_500;

  private Comparison() {}

  public static List<Stretch> of(String older, String newer) {
    if (older.equals(newer)) {
      return older.isEmpty() ? List.of() : List.of(new Stretch(Kind.SAME, older));
    }
    List<Stretch> found = of(words(older), words(newer));
    if (found == null) {
      found = of(lines(older), lines(newer));
    }
    return found != null
        ? found
        : joined(List.of(new Stretch(Kind.REMOVED, older), new Stretch(Kind.ADDED, newer)));
  }

  private static List<String> words(String text) {
    BreakIterator breaks = BreakIterator.getWordInstance(Locale.JAPANESE);
    breaks.setText(text);
    List<String> words = new ArrayList<>();
    int from = breaks.first();
    for (int to = breaks.next(); to != BreakIterator.DONE; to = breaks.next()) {
      words.add(text.substring(from, to));
      from = to;
    }
    return words;
  }

  private static List<String> lines(String text) {
    return List.of(text.split("(?<=\n)"));
  }

  /** Myers' way; null when there are too many changes. */
  private static List<Stretch> of(List<String> older, List<String> newer) {
    int most = Math.min(MOST_CHANGES, older.size() + newer.size());
    int[] furthest = new int[2 * most + 3];
    List<int[]> trace = new ArrayList<>();
    for (int changes = 0; changes <= most; changes++) {
      trace.add(Arrays.copyOfRange(furthest, most - changes, most + changes + 3));
      for (int k = -changes; k <= changes; k += 2) {
        int at = most + 1 + k;
        boolean down = k == -changes || k != changes && furthest[at - 1] < furthest[at + 1];
        int x = down ? furthest[at + 1] : furthest[at - 1] + 1;
        int y = x - k;
        while (x < older.size() && y < newer.size() && older.get(x).equals(newer.get(y))) {
          x++;
          y++;
        }
        furthest[at] = x;
        if (x >= older.size() && y >= newer.size()) {
          return joined(back(trace, older, newer));
        }
      }
    }
    return null;
  }

  private static List<Stretch> back(List<int[]> trace, List<String> older, List<String> newer) {
    List<Stretch> way = new ArrayList<>();
    int x = older.size();
    int y = newer.size();
    for (int changes = trace.size() - 1; changes >= 0; changes--) {
      int[] furthest = trace.get(changes);
      int k = x - y;
      int at = changes + 1 + k;
      boolean down = k == -changes || k != changes && furthest[at - 1] < furthest[at + 1];
      int beforeK = down ? k + 1 : k - 1;
      int beforeX = changes == 0 ? 0 : furthest[changes + 1 + beforeK];
      int beforeY = changes == 0 ? 0 : beforeX - beforeK;
      while (x > beforeX && y > beforeY) {
        way.add(new Stretch(Kind.SAME, older.get(--x)));
        y--;
      }
      if (changes > 0) {
        way.add(
            down
                ? new Stretch(Kind.ADDED, newer.get(--y))
                : new Stretch(Kind.REMOVED, older.get(--x)));
      }
    }
    Collections.reverse(way);
    return way;
  }

  private static List<Stretch> joined(List<Stretch> single) {
    List<Stretch> joined = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    Kind kind = null;
    for (Stretch stretch : single) {
      if (stretch.kind() != kind && kind != null && text.length() > 0) {
        joined.add(new Stretch(kind, text.toString()));
        text.setLength(0);
      }
      kind = stretch.kind();
      text.append(stretch.text());
    }
    if (text.length() > 0) {
      joined.add(new Stretch(kind, text.toString()));
    }
    return joined;
  }
}
