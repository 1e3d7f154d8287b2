package org.madoguchi.search.internal.rank;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * How good answers are. Grades 1 and 2 both count as relevant; the gain of NDCG is the grade.
 *
 * @param figures one row for each question, in the order of {@link #NAMES}
 */
public record Quality(List<double[]> figures) {
  public static final List<String> NAMES = List.of("SR@1", "SR@5", "MRR", "NDCG@5", "Recall@10");

  private static final int SAMPLES = 2_000;
  private static final double SURE = 0.9;

  public static <K> double[] of(List<K> found, Map<K, Integer> grades) {
    double first = 0;
    int inTen = 0;
    double gain = 0;
    double inFive = 0;
    double atOne = 0;
    for (int i = 0; i < Math.min(10, found.size()); i++) {
      int grade = grades.getOrDefault(found.get(i), 0);
      if (grade > 0) {
        inTen++;
        first = first == 0 ? 1.0 / (i + 1) : first;
        inFive = i < 5 ? 1 : inFive;
        atOne = i == 0 ? 1 : atOne;
      }
      gain += i < 5 ? grade / log2(i + 2) : 0;
    }
    List<Integer> best = new ArrayList<>(grades.values());
    best.sort(Comparator.reverseOrder());
    double ideal = 0;
    for (int i = 0; i < Math.min(5, best.size()); i++) {
      ideal += best.get(i) / log2(i + 2);
    }
    long relevant = grades.values().stream().filter(g -> g > 0).count();
    return new double[] {
      atOne, inFive, first, ideal == 0 ? 0 : gain / ideal, (double) inTen / Math.max(1, relevant)
    };
  }

  private static double log2(double value) {
    return Math.log(value) / Math.log(2);
  }

  public double mean(int figure) {
    return figures.stream().mapToDouble(row -> row[figure]).average().orElse(0);
  }

  /** One figure to decide by: the mean of all. */
  public double value() {
    return figures.stream().mapToDouble(Quality::value).average().orElse(0);
  }

  private static double value(double[] row) {
    double sum = 0;
    for (double figure : row) {
      sum += figure;
    }
    return sum / row.length;
  }

  /**
   * Whether these answers are better than others to the same questions, and would be with 9 of 10
   * other samples of such questions too.
   *
   * @param other as many rows, in the same order
   */
  public boolean isBetterThan(Quality other) {
    double[] gained = new double[figures.size()];
    for (int i = 0; i < gained.length; i++) {
      gained[i] = value(figures.get(i)) - value(other.figures.get(i));
    }
    Random random = new Random(1);
    int better = 0;
    for (int sample = 0; sample < SAMPLES; sample++) {
      double sum = 0;
      for (int i = 0; i < gained.length; i++) {
        sum += gained[random.nextInt(gained.length)];
      }
      better += sum > 0 ? 1 : 0;
    }
    return better >= SURE * SAMPLES;
  }
}
