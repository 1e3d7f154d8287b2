package org.madoguchi.search.internal.text;

import java.util.List;

/** Cuts texts into words. Thread-safe. One for the whole process: its dictionary is large. */
public interface Words {
  /** The words of the text in order, grammar included. */
  List<Word> of(NormalText text);

  default List<Word> of(String text) {
    return of(NormalText.of(text));
  }
}
