package org.madoguchi.search;

import java.util.Map;

/**
 * How the index does.
 *
 * @param documents how many there are of each kind
 * @param bytes its size on disk
 * @param positions by the name of the source: the position of the event log up to which the index
 *     would be there again after a sudden end
 * @param rebuilding whether it is being filled anew; what is found meanwhile is the old index, or
 *     what was filled so far when there is none
 * @param reason why it is filled anew: {@code first-start}, {@code corrupt}, {@code
 *     other-analysis}, {@code asked}; '' when it is not
 */
public record IndexState(
    Map<DocumentKind, Long> documents,
    long bytes,
    Map<String, Long> positions,
    boolean rebuilding,
    String reason) {
  public IndexState {
    documents = Map.copyOf(documents);
    positions = Map.copyOf(positions);
  }
}
