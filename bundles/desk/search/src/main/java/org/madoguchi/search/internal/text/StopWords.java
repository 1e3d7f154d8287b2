package org.madoguchi.search.internal.text;

import java.util.Set;

/**
 * Words of questions that say nothing about what is asked (stop-words.txt, by lemma). They are
 * indexed all the same: who looks for nothing else finds them.
 */
final class StopWords {
  private static final Set<String> TERMS = Set.copyOf(Resources.lines("stop-words.txt"));

  private StopWords() {}

  static boolean holds(String term) {
    return TERMS.contains(term);
  }
}
