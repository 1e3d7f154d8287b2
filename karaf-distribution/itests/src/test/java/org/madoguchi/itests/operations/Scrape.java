package org.madoguchi.itests.operations;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Prometheus' text format 0.0.4, read strictly: whatever Prometheus would refuse or promtool would
 * complain about fails.
 */
final class Scrape {
  private static final Pattern HELP = Pattern.compile("# HELP ([a-z_0-9]+) (\\S.*)");
  private static final Pattern TYPE =
      Pattern.compile("# TYPE ([a-z_0-9]+) (counter|gauge|histogram|summary)");
  private static final Pattern SAMPLE = Pattern.compile("([a-z_][a-z_0-9]*)(?:\\{(.*)\\})? (\\S+)");
  private static final Pattern LABEL =
      Pattern.compile("([a-z_]+)=\"((?:[^\"\\\\\\n]|\\\\[\\\\\"n])*)\",?");

  /** Family to what it is about. */
  private final Map<String, String> types = new LinkedHashMap<>();

  private final Map<String, String> helps = new HashMap<>();
  private final Map<String, Map<Map<String, String>, Double>> samples = new TreeMap<>();
  private final Set<String> ended = new HashSet<>();
  private String family = "";

  Scrape(String text) {
    if (!text.endsWith("\n")) {
      throw new AssertionError("the last line has no end");
    }
    text.lines().forEach(this::line);
    types.forEach(this::check);
  }

  private void line(String line) {
    Matcher help = HELP.matcher(line);
    Matcher type = TYPE.matcher(line);
    Matcher sample = SAMPLE.matcher(line);
    if (help.matches()) {
      helps.put(help.group(1), help.group(2));
      begin(help.group(1));
    } else if (type.matches()) {
      begin(type.group(1));
      if (types.put(type.group(1), type.group(2)) != null) {
        throw new AssertionError("two types: " + line);
      }
    } else if (!line.startsWith("#") && sample.matches()) {
      take(line, sample.group(1), labels(line, sample.group(2)), number(sample.group(3)));
    } else {
      throw new AssertionError("not a line of the format: " + line);
    }
  }

  private void begin(String name) {
    if (!name.equals(family)) {
      ended.add(family);
      family = name;
      if (ended.contains(name)) {
        throw new AssertionError("the lines of a family stand together: " + name);
      }
    }
  }

  private void take(String line, String name, Map<String, String> labels, double value) {
    String suffix = name.startsWith(family) ? name.substring(family.length()) : "?";
    boolean fits =
        switch (types.getOrDefault(family, "none")) {
          case "counter", "gauge" -> suffix.isEmpty();
          case "histogram" -> suffix.matches("_bucket|_count|_sum");
          case "summary" -> suffix.matches("(_count|_sum)?");
          default -> false;
        };
    if (!fits || samples.computeIfAbsent(name, n -> new HashMap<>()).put(labels, value) != null) {
      throw new AssertionError("out of place or twice: " + line);
    }
  }

  private static Map<String, String> labels(String line, String written) {
    Map<String, String> labels = new TreeMap<>();
    Matcher label = LABEL.matcher(written == null ? "" : written);
    int end = 0;
    while (label.find() && label.start() == end) {
      labels.put(label.group(1), label.group(2));
      end = label.end();
    }
    if (written != null && end != written.length()) {
      throw new AssertionError("not labels: " + line);
    }
    return labels;
  }

  private static double number(String written) {
    return switch (written) {
      case "+Inf" -> Double.POSITIVE_INFINITY;
      case "-Inf" -> Double.NEGATIVE_INFINITY;
      default -> Double.parseDouble(written);
    };
  }

  private void check(String name, String type) {
    if (!helps.containsKey(name)) {
      throw new AssertionError("no help: " + name);
    }
    if (type.equals("counter") != name.endsWith("_total")) {
      throw new AssertionError("a counter, and nothing else, ends in _total: " + name);
    }
    if (type.equals("histogram")) {
      samples.getOrDefault(name + "_count", Map.of()).forEach((l, n) -> checkBuckets(name, l, n));
    }
  }

  private void checkBuckets(String name, Map<String, String> labels, double count) {
    Map<Double, Double> byLimit = new TreeMap<>();
    samples
        .get(name + "_bucket")
        .forEach(
            (l, value) -> {
              Map<String, String> others = new TreeMap<>(l);
              double limit = number(others.remove("le"));
              if (others.equals(labels)) {
                byLimit.put(limit, value);
              }
            });
    double before = 0;
    for (double value : byLimit.values()) {
      if (value < before) {
        throw new AssertionError("buckets add up: " + name + labels);
      }
      before = value;
    }
    if (before != count || !byLimit.containsKey(Double.POSITIVE_INFINITY)) {
      throw new AssertionError("the last bucket holds everything: " + name + labels);
    }
  }

  Set<String> families() {
    return new TreeSet<>(types.keySet());
  }

  /** The names of the labels of a family, the limit of buckets aside. */
  Set<String> labels(String name) {
    Set<String> labels = new TreeSet<>();
    for (String series : new String[] {name, name + "_count"}) {
      samples.getOrDefault(series, Map.of()).keySet().forEach(l -> labels.addAll(l.keySet()));
    }
    return labels;
  }

  /** Every value of every label. */
  Set<String> labelValues() {
    Set<String> values = new TreeSet<>();
    samples.values().forEach(s -> s.keySet().forEach(labels -> values.addAll(labels.values())));
    return values;
  }

  /** The sum over all series that carry these labels; 0 when there is none. */
  double value(String name, String... labels) {
    return samples.getOrDefault(name, Map.of()).entrySet().stream()
        .filter(sample -> carries(sample.getKey(), labels))
        .mapToDouble(Map.Entry::getValue)
        .sum();
  }

  private static boolean carries(Map<String, String> series, String... labels) {
    for (int i = 0; i < labels.length; i += 2) {
      if (!labels[i + 1].equals(series.get(labels[i]))) {
        return false;
      }
    }
    return true;
  }
}
