package org.madoguchi.search.internal.text;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * One form for each character that is written in several: 旧字体 and 異体字, of words and of names
 * (variants.txt).
 */
final class Variants {
  private static final Map<Integer, Integer> FORMS = read();

  /** The same of characters that fit into one: nearly every character of a text is looked up. */
  private static final int[] SHORT = new int[Character.MAX_VALUE + 1];

  static {
    Arrays.setAll(SHORT, point -> FORMS.getOrDefault(point, point));
  }

  private static final String DASHES = "-‐‑‒–—―−─━ｰ";

  private Variants() {}

  static int of(int point) {
    return point <= Character.MAX_VALUE ? SHORT[point] : FORMS.getOrDefault(point, point);
  }

  static char plain(char c) {
    int form = SHORT[c];
    return form > Character.MAX_VALUE ? c : (char) form;
  }

  static boolean isDash(int point) {
    return DASHES.indexOf(point) >= 0;
  }

  private static Map<Integer, Integer> read() {
    Map<Integer, Integer> forms = new HashMap<>();
    for (String line : Resources.lines("variants.txt")) {
      int[] points = line.codePoints().filter(c -> c != ' ').toArray();
      for (int i = 1; i < points.length; i++) {
        forms.put(points[i], points[0]);
      }
    }
    return forms;
  }
}
