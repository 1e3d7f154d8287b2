package org.madoguchi.tickets;

import java.util.List;
import java.util.Optional;

/**
 * What a channel noticed about a message besides its words. It is shown to people; nothing is
 * decided by it.
 *
 * @param forwarded whom a forwarded message is from
 * @param folds parts of the text that a screen may fold away, in order, never overlapping; the text
 *     itself stays whole
 */
public record Noticed(Optional<Forwarded> forwarded, List<Fold> folds) {
  public static final Noticed NOTHING = new Noticed(Optional.empty(), List.of());

  /**
   * @param name as written; '' when only the address is known
   */
  public record Forwarded(String name, String address) {}

  /**
   * Lines of the text, counted from 0.
   *
   * @param to the first line after it
   */
  public record Fold(Kind kind, int from, int to) {
    /** Why it may be folded. */
    public enum Kind {
      QUOTE,
      SIGNATURE
    }
  }

  public Noticed {
    folds = List.copyOf(folds);
  }
}
