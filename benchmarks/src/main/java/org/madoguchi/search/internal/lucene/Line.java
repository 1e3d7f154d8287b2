package org.madoguchi.search.internal.lucene;

import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import org.madoguchi.search.internal.rank.Quality;

/** Prints how good answers are. */
final class Line {
  private static final int SAMPLES = 2_000;

  private Line() {}

  /** The figures with the interval in which 95 of 100 samples of the questions lie. */
  static String of(String name, Quality quality) {
    StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%-44s", name));
    for (int figure = 0; figure < Quality.NAMES.size(); figure++) {
      double[] interval = interval(quality, figure);
      line.append(
          String.format(
              Locale.ROOT, "  %.3f [%.3f %.3f]", quality.mean(figure), interval[0], interval[1]));
    }
    return line.toString();
  }

  private static double[] interval(Quality quality, int figure) {
    Random random = new Random(1);
    int size = quality.figures().size();
    double[] means = new double[SAMPLES];
    for (int sample = 0; sample < SAMPLES; sample++) {
      for (int i = 0; i < size; i++) {
        means[sample] += quality.figures().get(random.nextInt(size))[figure] / size;
      }
    }
    Arrays.sort(means);
    return new double[] {means[SAMPLES / 40], means[SAMPLES - SAMPLES / 40 - 1]};
  }
}
