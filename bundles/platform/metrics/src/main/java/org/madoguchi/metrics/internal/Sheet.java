package org.madoguchi.metrics.internal;

import io.prometheus.client.Collector;
import io.prometheus.client.Collector.MetricFamilySamples;
import io.prometheus.client.Collector.MetricFamilySamples.Sample;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.madoguchi.kernel.measure.Figures;
import org.madoguchi.kernel.measure.Measure;

/** Figures as Prometheus' library wants them, by name. */
final class Sheet implements Figures {
  private record Family(Measure measure, List<Sample> samples) {}

  private final Map<String, Family> families = new TreeMap<>();

  @Override
  public void value(Measure measure, double value, List<String> labels) {
    take(measure, new Sample(measure.name(), measure.labels(), sound(measure, labels), value));
  }

  @Override
  public void durations(
      Measure measure,
      double[] limitSeconds,
      long[] counts,
      double sumSeconds,
      List<String> labels) {
    sound(measure, labels);
    long upToHere = 0;
    for (int i = 0; i < counts.length; i++) {
      upToHere += counts[i];
      double limit = i < limitSeconds.length ? limitSeconds[i] : Double.POSITIVE_INFINITY;
      take(
          measure,
          new Sample(
              measure.name() + "_bucket",
              plus(measure.labels(), "le"),
              plus(labels, Collector.doubleToGoString(limit)),
              upToHere));
    }
    take(measure, new Sample(measure.name() + "_count", measure.labels(), labels, upToHere));
    take(measure, new Sample(measure.name() + "_sum", measure.labels(), labels, sumSeconds));
  }

  private static List<String> sound(Measure measure, List<String> labels) {
    if (labels.size() != measure.labels().size()) {
      throw new IllegalArgumentException(measure.name() + " has labels " + measure.labels());
    }
    return labels;
  }

  private static List<String> plus(List<String> some, String one) {
    List<String> all = new ArrayList<>(some);
    all.add(one);
    return all;
  }

  private void take(Measure measure, Sample sample) {
    families
        .computeIfAbsent(measure.name(), name -> new Family(measure, new ArrayList<>()))
        .samples()
        .add(sample);
  }

  /**
   * @throws IllegalArgumentException when the other knows one of the names with another meaning;
   *     nothing is added then
   */
  void add(Sheet other) {
    other.families.forEach(
        (name, family) -> {
          Family known = families.get(name);
          if (known != null && !known.measure().equals(family.measure())) {
            throw new IllegalArgumentException(name + " has two meanings");
          }
        });
    other.families.forEach(
        (name, family) -> family.samples().forEach(sample -> take(family.measure(), sample)));
  }

  Enumeration<MetricFamilySamples> samples() {
    List<MetricFamilySamples> all = new ArrayList<>();
    families.forEach(
        (name, family) ->
            all.add(
                new MetricFamilySamples(
                    name, type(family.measure()), family.measure().help(), family.samples())));
    return Collections.enumeration(all);
  }

  private static Collector.Type type(Measure measure) {
    return switch (measure.kind()) {
      case COUNTER -> Collector.Type.COUNTER;
      case GAUGE -> Collector.Type.GAUGE;
      case DURATIONS -> Collector.Type.HISTOGRAM;
    };
  }
}
