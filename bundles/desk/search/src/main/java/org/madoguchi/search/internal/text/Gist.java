package org.madoguchi.search.internal.text;

/** What a question is about, however it is put. A service that is there while the index is. */
public interface Gist {
  /**
   * The same for questions of the same words: without those that say nothing, by their dictionary
   * form and in a fixed order. '' for a text without words.
   */
  String of(String text);
}
