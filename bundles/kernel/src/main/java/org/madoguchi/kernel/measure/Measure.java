package org.madoguchi.kernel.measure;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A figure with its meaning, named as Prometheus asks: base units, and the unit in the name.
 *
 * @param name for example {@code madoguchi_inbox_oldest_seconds}; of a counter it ends in {@code
 *     _total}, of durations in {@code _seconds}
 * @param help one English sentence
 * @param labels what the figure is divided by. Their values come from small sets (a municipality, a
 *     channel, a state), never from ids or from what citizens write
 */
public record Measure(Kind kind, String name, String help, List<String> labels) {
  /** How a figure behaves. */
  public enum Kind {
    /** Only grows; begins at 0 with the process. */
    COUNTER,
    /** Goes up and down. */
    GAUGE,
    /** Durations, counted by how long they took. */
    DURATIONS
  }

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(_[a-z0-9]+)+");
  private static final Pattern LABEL = Pattern.compile("[a-z][a-z_]*");

  /**
   * @throws IllegalArgumentException when name, help or a label is not as described
   */
  public Measure {
    labels = List.copyOf(labels);
    boolean unit =
        switch (kind) {
          case COUNTER -> name.endsWith("_total");
          case GAUGE -> !name.endsWith("_total");
          case DURATIONS -> name.endsWith("_seconds");
        };
    if (!unit || !NAME.matcher(name).matches() || help.isBlank()) {
      throw new IllegalArgumentException("not the name of a measure: " + name);
    }
    if (!labels.stream().allMatch(label -> LABEL.matcher(label).matches())) {
      throw new IllegalArgumentException("not the labels of a measure: " + labels);
    }
  }

  public static Measure counter(String name, String help, String... labels) {
    return new Measure(Kind.COUNTER, name, help, List.of(labels));
  }

  public static Measure gauge(String name, String help, String... labels) {
    return new Measure(Kind.GAUGE, name, help, List.of(labels));
  }

  public static Measure durations(String name, String help, String... labels) {
    return new Measure(Kind.DURATIONS, name, help, List.of(labels));
  }
}
