package org.madoguchi.search;

import java.util.List;

/**
 * Words that mean the same to whoever searches, for example 保険証 and 被保険者証.
 *
 * @param words 2–{@value #MOST_WORDS}, each 1–{@value #LONGEST_WORD} characters
 */
public record SynonymGroup(List<String> words) {
  public static final int MOST_WORDS = 20;
  public static final int LONGEST_WORD = 50;

  /**
   * @throws IllegalArgumentException when there are too few or too many words, or one is empty or
   *     too long
   */
  public SynonymGroup {
    words = List.copyOf(words);
    if (words.size() < 2
        || words.size() > MOST_WORDS
        || words.stream().anyMatch(w -> w.isBlank() || w.length() > LONGEST_WORD)) {
      throw new IllegalArgumentException("not a group of synonyms");
    }
  }
}
