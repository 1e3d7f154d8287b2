package org.madoguchi.kernel.measure;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * The values of one measure by their labels. Bounded: what would make more than {@value #MOST} is
 * counted together as {@code other}, so that a mistake in a label cannot fill the memory.
 */
final class Series<T> {
  static final int MOST = 1_000;

  private final Measure measure;
  private final Supplier<T> fresh;
  private final Map<List<String>, T> byLabels = new ConcurrentHashMap<>();
  private final List<String> others;

  Series(Measure measure, Supplier<T> fresh) {
    this.measure = measure;
    this.fresh = fresh;
    this.others = Collections.nCopies(measure.labels().size(), "other");
    if (others.isEmpty()) {
      byLabels.put(others, fresh.get()); // without labels there is a 0 from the beginning
    }
  }

  Measure measure() {
    return measure;
  }

  T of(String... labels) {
    if (labels.length != others.size()) {
      throw new IllegalArgumentException(measure.name() + " has labels " + measure.labels());
    }
    List<String> key = List.of(labels);
    T known = byLabels.get(key);
    if (known != null) {
      return known;
    }
    List<String> kept = byLabels.size() < MOST ? key : others;
    return byLabels.computeIfAbsent(kept, k -> fresh.get());
  }

  void forEach(BiConsumer<List<String>, T> each) {
    byLabels.forEach(each);
  }
}
