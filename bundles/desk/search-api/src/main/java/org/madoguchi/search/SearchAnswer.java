package org.madoguchi.search;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was found.
 *
 * @param total how many documents match; at least that many when {@code more}
 * @param more whether counting stopped at {@value #COUNTED}
 * @param facets of each facet asked for, the most frequent values with their counts, at most
 *     {@value #VALUES}; counted over about {@value #FACETED} matches when there are more
 * @param loosened nothing held all the words between blanks, so these are the best that hold some
 * @param meant what the caller may have meant, when words were unknown; it would find something
 */
public record SearchAnswer(
    List<SearchHit> hits,
    long total,
    boolean more,
    Map<Facet, Map<String, Long>> facets,
    boolean loosened,
    Optional<String> meant) {
  public static final int COUNTED = 10_000;
  public static final int VALUES = 50;
  public static final int FACETED = 20_000;

  public SearchAnswer {
    hits = List.copyOf(hits);
  }
}
