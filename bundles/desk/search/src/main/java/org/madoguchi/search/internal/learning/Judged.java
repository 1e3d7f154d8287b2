package org.madoguchi.search.internal.learning;

import java.util.Map;
import org.madoguchi.search.DocumentKey;

/**
 * A question, and what those who asked it made of the articles.
 *
 * @param text as it was asked last
 * @param publicly whether it was asked on the citizens' pages, where less is found
 * @param points by article, above 0: the more, the more often and the better it served
 */
record Judged(String text, boolean publicly, Map<DocumentKey, Integer> points) {
  /** An article with half the points of the best one answers as well as that. */
  int grade(DocumentKey key) {
    int own = points.getOrDefault(key, 0);
    int most = points.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    return own == 0 ? 0 : 2 * own >= most ? 2 : 1;
  }
}
