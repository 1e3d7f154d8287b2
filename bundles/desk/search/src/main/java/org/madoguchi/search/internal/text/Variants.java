package org.madoguchi.search.internal.text;

import java.util.HashMap;
import java.util.Map;

/**
 * One form for each character that is written in several: 旧字体 and 異体字, of words and of names
 * (variants.txt).
 */
final class Variants {
  private static final Map<Integer, Integer> FORMS = read();
  private static final String DASHES = "-‐‑‒–—―−─━ｰ";

  private Variants() {}

  static int of(int point) {
    return FORMS.getOrDefault(point, point);
  }

  static char plain(char c) {
    Integer form = FORMS.get((int) c);
    return form == null || form > Character.MAX_VALUE ? c : (char) form.intValue();
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
