package org.madoguchi.search.internal.lucene;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/**
 * How good answers are. Grades 1 and 2 both count as relevant; the gain of NDCG is the grade.
 *
 * @param figures one row for each question, in the order of {@link #NAMES}
 */
record Quality(List<double[]> figures) {
  static final List<String> NAMES = List.of("SR@1", "SR@5", "MRR", "NDCG@5", "Recall@10");
  private static final int SAMPLES = 2_000;

  static double[] of(List<String> found, Map<String, Integer> grades) {
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

  double mean(int figure) {
    return figures.stream().mapToDouble(row -> row[figure]).average().orElse(0);
  }

  /** The figures with the interval in which 95 of 100 samples of the questions lie. */
  String line(String name) {
    StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%-44s", name));
    for (int figure = 0; figure < NAMES.size(); figure++) {
      double[] interval = interval(figure);
      line.append(
          String.format(Locale.ROOT, "  %.3f [%.3f %.3f]", mean(figure), interval[0], interval[1]));
    }
    return line.toString();
  }

  private double[] interval(int figure) {
    Random random = new Random(1);
    double[] means = new double[SAMPLES];
    for (int sample = 0; sample < SAMPLES; sample++) {
      for (int i = 0; i < figures.size(); i++) {
        means[sample] += figures.get(random.nextInt(figures.size()))[figure] / figures.size();
      }
    }
    java.util.Arrays.sort(means);
    return new double[] {means[SAMPLES / 40], means[SAMPLES - SAMPLES / 40 - 1]};
  }
}
