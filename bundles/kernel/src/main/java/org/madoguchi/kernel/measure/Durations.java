package org.madoguchi.kernel.measure;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

/** Counts how long things took in this process. Costs some ten nanoseconds; thread-safe. */
public final class Durations implements Measures {
  /** From a fast page to a request somebody gives up on. */
  private static final double[] LIMIT_SECONDS = {
    0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10
  };

  private static final double NANOS = 1e9;

  private final Series<Seen> series;

  private static final class Seen {
    private final AtomicLongArray counts = new AtomicLongArray(LIMIT_SECONDS.length + 1);
    private final LongAdder nanos = new LongAdder();
  }

  /**
   * @param labels what is counted apart
   */
  public Durations(String name, String help, String... labels) {
    this.series = new Series<>(Measure.durations(name, help, labels), Seen::new);
  }

  /**
   * @param labels as many as were declared
   */
  public void add(Duration time, String... labels) {
    Seen seen = series.of(labels);
    double seconds = time.toNanos() / NANOS;
    int place = 0;
    while (place < LIMIT_SECONDS.length && seconds > LIMIT_SECONDS[place]) {
      place++;
    }
    seen.counts.incrementAndGet(place);
    seen.nanos.add(time.toNanos());
  }

  @Override
  public void tell(Figures figures) {
    series.forEach(
        (labels, seen) -> {
          long[] counts = new long[seen.counts.length()];
          for (int i = 0; i < counts.length; i++) {
            counts[i] = seen.counts.get(i);
          }
          figures.durations(
              series.measure(), LIMIT_SECONDS.clone(), counts, seen.nanos.sum() / NANOS, labels);
        });
  }
}
