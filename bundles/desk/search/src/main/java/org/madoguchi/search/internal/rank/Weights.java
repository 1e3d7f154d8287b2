package org.madoguchi.search.internal.rank;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.StringJoiner;
import java.util.stream.IntStream;

/**
 * What the features weigh: learned figures, no text (ranking-weights.properties). Each feature is
 * first divided by the highest of the same question, then its mean is taken away and it is divided
 * by its deviation.
 */
public record Weights(double[] mean, double[] deviation, double[] weight) {
  /** Those that come with the product. */
  public static Weights ours() {
    try (Reader reader =
        new InputStreamReader(
            Weights.class.getResourceAsStream("ranking-weights.properties"),
            StandardCharsets.UTF_8)) {
      return read(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * @throws IllegalArgumentException when a feature has no weights
   */
  public static Weights read(Reader reader) throws IOException {
    Properties written = new Properties();
    written.load(reader);
    int size = Features.NAMES.size();
    Weights weights = new Weights(new double[size], new double[size], new double[size]);
    for (int i = 0; i < size; i++) {
      String line = written.getProperty(Features.NAMES.get(i));
      if (line == null) {
        throw new IllegalArgumentException("no weights of feature " + Features.NAMES.get(i));
      }
      String[] figures = line.strip().split(" +");
      weights.mean[i] = Double.parseDouble(figures[0]);
      weights.deviation[i] = Double.parseDouble(figures[1]);
      weights.weight[i] = Double.parseDouble(figures[2]);
    }
    return weights;
  }

  /** As {@link #read} takes it: feature = mean, deviation, weight. */
  public String write() {
    StringJoiner lines = new StringJoiner("\n", "", "\n");
    for (int i = 0; i < weight.length; i++) {
      lines.add(
          String.format(
              java.util.Locale.ROOT,
              "%s = %.5f %.5f %.5f",
              Features.NAMES.get(i),
              mean[i],
              deviation[i],
              weight[i]));
    }
    return lines.toString();
  }

  /**
   * Ranks the candidates of one question.
   *
   * @param features one row for each candidate
   * @return a score for each
   */
  public double[] score(List<double[]> features) {
    double[][] scaled = scaled(features);
    double[] scores = new double[scaled.length];
    for (int row = 0; row < scaled.length; row++) {
      for (int i = 0; i < weight.length; i++) {
        scores[row] += (scaled[row][i] - mean[i]) / deviation[i] * weight[i];
      }
    }
    return scores;
  }

  /**
   * The same candidates, best first.
   *
   * @param features of each
   */
  public <K> List<K> order(List<K> candidates, List<double[]> features) {
    double[] scores = score(features);
    return IntStream.range(0, scores.length)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> -scores[i]))
        .map(candidates::get)
        .toList();
  }

  /** The features of one question's candidates, each divided by its highest. */
  public static double[][] scaled(List<double[]> features) {
    double[][] scaled = features.stream().map(double[]::clone).toArray(double[][]::new);
    for (int i = 0; i < Features.NAMES.size(); i++) {
      double most = Double.NEGATIVE_INFINITY;
      for (double[] row : scaled) {
        most = Math.max(most, row[i]);
      }
      for (double[] row : scaled) {
        row[i] = most > 1e-9 ? row[i] / most : 0;
      }
    }
    return scaled;
  }
}
