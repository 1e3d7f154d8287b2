package org.madoguchi.search;

import java.util.List;

/**
 * A text and where it answers the query. It is plain text: whoever shows it on a page escapes it.
 *
 * @param marks ascending, without overlaps
 */
public record Marked(String text, List<Mark> marks) {
  /**
   * From the character {@code start} to before {@code end}, both in UTF-16 units; never within a
   * surrogate pair.
   */
  public record Mark(int start, int end) {}

  public Marked {
    marks = List.copyOf(marks);
  }
}
