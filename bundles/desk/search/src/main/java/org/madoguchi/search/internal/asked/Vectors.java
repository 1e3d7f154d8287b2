package org.madoguchi.search.internal.asked;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/**
 * Texts as weighted terms of length 1: what is rare among these texts weighs more, what stands in a
 * third of them nothing.
 */
final class Vectors {
  private static final double COMMON = 1.0 / 3;
  private static final int FEW = 30;

  private final Map<String, Integer> having = new HashMap<>();
  private final int texts;

  Vectors(Collection<Asked> all) {
    this.texts = all.size();
    all.forEach(
        asked -> new HashSet<>(asked.terms()).forEach(term -> having.merge(term, 1, Integer::sum)));
  }

  Map<String, Double> of(List<String> terms) {
    Map<String, Double> weights = new HashMap<>();
    terms.forEach(term -> weights.merge(term, 1.0, Double::sum));
    weights.replaceAll((term, count) -> (1 + Math.log(count)) * rarity(term));
    weights.values().removeIf(weight -> weight == 0);
    return normal(weights);
  }

  private double rarity(String term) {
    int with = having.getOrDefault(term, 0);
    return texts > FEW && with > COMMON * texts ? 0 : Math.log(1 + (texts + 1.0) / (with + 1));
  }

  static Map<String, Double> normal(Map<String, Double> weights) {
    double length = Math.sqrt(weights.values().stream().mapToDouble(w -> w * w).sum());
    if (length > 0) {
      weights.replaceAll((term, weight) -> weight / length);
    }
    return weights;
  }

  /** How alike two are: 0–1. */
  static double likeness(Map<String, Double> one, Map<String, Double> other) {
    Map<String, Double> shorter = one.size() < other.size() ? one : other;
    Map<String, Double> longer = shorter == one ? other : one;
    double sum = 0;
    for (Map.Entry<String, Double> each : shorter.entrySet()) {
      sum += each.getValue() * longer.getOrDefault(each.getKey(), 0.0);
    }
    return sum;
  }

  /** The terms that say most. */
  static List<String> telling(Map<String, Double> weights, int most) {
    return weights.entrySet().stream()
        .sorted(
            Map.Entry.<String, Double>comparingByValue()
                .reversed()
                .thenComparing(Comparator.comparing(Map.Entry::getKey)))
        .limit(most)
        .map(Map.Entry::getKey)
        .toList();
  }
}
