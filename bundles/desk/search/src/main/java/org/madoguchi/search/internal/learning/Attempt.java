package org.madoguchi.search.internal.learning;

import java.time.Instant;
import java.util.List;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.StaffId;

/**
 * What came of teaching the ranking.
 *
 * @param number counts those of the municipality from 1
 * @param questions which searches gave
 * @param heldBack of these were not learned from, and measured with
 * @param before how well these were answered, as {@link
 *     org.madoguchi.search.internal.rank.Quality#NAMES} says; empty when nothing was measured
 * @param after with what was learned
 * @param weights as {@link org.madoguchi.search.internal.rank.Weights#write} writes them; '' unless
 *     they are used from now on
 */
public record Attempt(
    MunicipalityId municipality,
    long number,
    StaffId who,
    Instant at,
    Outcome outcome,
    int questions,
    int heldBack,
    List<Double> before,
    List<Double> after,
    String weights) {
  /** Which weights are used then. */
  public enum Outcome {
    /** New ones. */
    LEARNED,
    /** Those of before: the new ones were not better. */
    KEPT,
    /** Those of before: there was too little to learn from. */
    TOO_FEW,
    /** Those that come with the product, as somebody wanted. */
    SHIPPED
  }

  public Attempt {
    before = List.copyOf(before);
    after = List.copyOf(after);
  }
}
