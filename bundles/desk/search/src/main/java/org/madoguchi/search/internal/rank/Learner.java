package org.madoguchi.search.internal.rank;

import java.util.ArrayList;
import java.util.List;

/**
 * Learns what the features weigh: of each question, the candidates' scores are made to fall
 * together with their grades (softmax, cross-entropy), by Adam, held small by a quadratic penalty.
 */
public final class Learner {
  /** A question's candidates: features as they come, and grades. */
  public record Lesson(List<double[]> features, double[] grades) {}

  private static final int STEPS = 150;
  private static final double RATE = 0.05;

  private final double penalty;

  public Learner(double penalty) {
    this.penalty = penalty;
  }

  public Weights learn(List<Lesson> lessons) {
    List<double[][]> rows = new ArrayList<>();
    List<double[]> wanted = new ArrayList<>();
    for (Lesson lesson : lessons) {
      double sum = 0;
      for (double grade : lesson.grades()) {
        sum += grade;
      }
      if (sum > 0) {
        double[] share = lesson.grades().clone();
        for (int i = 0; i < share.length; i++) {
          share[i] /= sum;
        }
        rows.add(Weights.scaled(lesson.features()));
        wanted.add(share);
      }
    }
    int size = Features.NAMES.size();
    double[] mean = new double[size];
    double[] deviation = new double[size];
    moments(rows, mean, deviation);
    rows.forEach(rowsOfOne -> normalise(rowsOfOne, mean, deviation));
    return new Weights(mean, deviation, descend(rows, wanted));
  }

  private static void moments(List<double[][]> rows, double[] mean, double[] deviation) {
    long count = rows.stream().mapToLong(r -> r.length).sum();
    for (int f = 0; f < mean.length; f++) {
      int feature = f;
      mean[f] =
          rows.stream().flatMap(java.util.Arrays::stream).mapToDouble(r -> r[feature]).sum()
              / count;
      double centre = mean[f];
      double square =
          rows.stream()
              .flatMap(java.util.Arrays::stream)
              .mapToDouble(r -> (r[feature] - centre) * (r[feature] - centre))
              .sum();
      deviation[f] = Math.sqrt(square / count) + 1e-6;
    }
  }

  private static void normalise(double[][] rows, double[] mean, double[] deviation) {
    for (double[] row : rows) {
      for (int f = 0; f < row.length; f++) {
        row[f] = (row[f] - mean[f]) / deviation[f];
      }
    }
  }

  private double[] descend(List<double[][]> rows, List<double[]> wanted) {
    int size = Features.NAMES.size();
    double[] weight = new double[size];
    double[] first = new double[size];
    double[] second = new double[size];
    for (int step = 1; step <= STEPS; step++) {
      double[] slope = slope(rows, wanted, weight);
      for (int f = 0; f < size; f++) {
        first[f] = 0.9 * first[f] + 0.1 * slope[f];
        second[f] = 0.999 * second[f] + 0.001 * slope[f] * slope[f];
        double m = first[f] / (1 - Math.pow(0.9, step));
        double v = second[f] / (1 - Math.pow(0.999, step));
        weight[f] -= RATE * m / (Math.sqrt(v) + 1e-8);
      }
    }
    return weight;
  }

  private double[] slope(List<double[][]> rows, List<double[]> wanted, double[] weight) {
    int size = weight.length;
    double[] slope = new double[size];
    for (int f = 0; f < size; f++) {
      slope[f] = penalty * weight[f] / rows.size();
    }
    for (int q = 0; q < rows.size(); q++) {
      double[][] candidates = rows.get(q);
      double[] share = softmax(candidates, weight);
      for (int c = 0; c < candidates.length; c++) {
        double off = (share[c] - wanted.get(q)[c]) / rows.size();
        for (int f = 0; f < size; f++) {
          slope[f] += candidates[c][f] * off;
        }
      }
    }
    return slope;
  }

  private static double[] softmax(double[][] candidates, double[] weight) {
    double[] scores = new double[candidates.length];
    double most = Double.NEGATIVE_INFINITY;
    for (int c = 0; c < candidates.length; c++) {
      for (int f = 0; f < weight.length; f++) {
        scores[c] += candidates[c][f] * weight[f];
      }
      most = Math.max(most, scores[c]);
    }
    double sum = 0;
    for (int c = 0; c < scores.length; c++) {
      scores[c] = Math.exp(scores[c] - most);
      sum += scores[c];
    }
    for (int c = 0; c < scores.length; c++) {
      scores[c] /= sum;
    }
    return scores;
  }
}
