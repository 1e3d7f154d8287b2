package org.madoguchi.assistant;

import java.util.List;
import java.util.Objects;
import org.madoguchi.search.DocumentKey;

/**
 * What may answer.
 *
 * @param question what was understood to be asked; '' when nothing was
 * @param items best first, articles before tickets
 * @param state why there may be nothing
 */
public record Suggestions(String question, List<Suggested> items, State state) {
  /** Whether it could look. */
  public enum State {
    ANSWERED,
    /** Nothing in the text asks anything. */
    NOTHING_ASKED,
    /** The search plug-in is not installed, or its index cannot be read now. */
    SEARCH_AWAY
  }

  /**
   * An article, or a ticket in which the like was said.
   *
   * @param title plain text
   * @param excerpt plain text; '' when there is none
   */
  public record Suggested(DocumentKey key, String title, String excerpt) {}

  public Suggestions {
    Objects.requireNonNull(question);
    Objects.requireNonNull(state);
    items = List.copyOf(items);
  }

  public static Suggestions none(State why) {
    return new Suggestions("", List.of(), why);
  }
}
