package org.madoguchi.assistant.internal.text;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How much each sentence says of what all of them are about: LexRank (Erkan and Radev, 2004) over
 * pairs of characters, which need no dictionary. Pure functions.
 */
final class Centrality {
  private static final double DAMPING = 0.85;
  private static final double ALIKE = 0.05;
  private static final int ROUNDS = 30;

  private Centrality() {}

  /** Between 0 and 1, the most central 1. */
  static double[] of(List<String> sentences) {
    int n = sentences.size();
    List<Map<String, Double>> vectors = vectors(sentences);
    double[][] links = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        double alike = cosine(vectors.get(i), vectors.get(j));
        links[i][j] = links[j][i] = alike < ALIKE ? 0 : alike;
      }
    }
    double[] rank = ranked(links);
    double most = Arrays.stream(rank).max().orElse(1);
    return Arrays.stream(rank).map(r -> r / most).toArray();
  }

  private static double[] ranked(double[][] links) {
    int n = links.length;
    double[] degree = Arrays.stream(links).mapToDouble(row -> Arrays.stream(row).sum()).toArray();
    double[] rank = new double[n];
    Arrays.fill(rank, 1.0 / Math.max(1, n));
    for (int round = 0; round < ROUNDS; round++) {
      double[] next = new double[n];
      for (int i = 0; i < n; i++) {
        double got = 0;
        for (int j = 0; j < n; j++) {
          got += degree[j] == 0 ? 0 : rank[j] * links[i][j] / degree[j];
        }
        next[i] = (1 - DAMPING) / n + DAMPING * got;
      }
      rank = next;
    }
    return rank;
  }

  /** How alike two sentences are, whatever else was said: 0–1. */
  static double alike(String one, String other) {
    List<Map<String, Double>> both = List.of(pairs(one), pairs(other));
    return cosine(both.get(0), both.get(1));
  }

  private static List<Map<String, Double>> vectors(List<String> sentences) {
    List<Map<String, Double>> vectors = sentences.stream().map(Centrality::pairs).toList();
    Map<String, Integer> holding = new HashMap<>();
    vectors.forEach(v -> v.keySet().forEach(pair -> holding.merge(pair, 1, Integer::sum)));
    vectors.forEach(
        v ->
            v.replaceAll(
                (pair, count) ->
                    count * Math.log(1 + (double) vectors.size() / holding.get(pair))));
    return vectors;
  }

  /** Pairs of hiragana alone are grammar, and count little. */
  private static Map<String, Double> pairs(String sentence) {
    String text = Plain.letters(sentence);
    Map<String, Double> pairs = new HashMap<>();
    for (int i = 0; i + 2 <= text.length(); i++) {
      String pair = text.substring(i, i + 2);
      pairs.merge(pair, Plain.isHiragana(pair) ? 0.2 : 1.0, Double::sum);
    }
    return pairs;
  }

  private static double cosine(Map<String, Double> one, Map<String, Double> other) {
    double dot = 0;
    for (Map.Entry<String, Double> each : one.entrySet()) {
      dot += each.getValue() * other.getOrDefault(each.getKey(), 0.0);
    }
    double lengths = length(one) * length(other);
    return lengths == 0 ? 0 : dot / lengths;
  }

  private static double length(Map<String, Double> vector) {
    return Math.sqrt(vector.values().stream().mapToDouble(x -> x * x).sum());
  }
}
