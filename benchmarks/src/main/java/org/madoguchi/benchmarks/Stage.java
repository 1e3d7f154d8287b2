package org.madoguchi.benchmarks;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.madoguchi.benchmarks.load.Load.Measured;

/** What a scenario plays on: a running instance with a seeded municipality. */
record Stage(Instance instance, Sizes sizes, Results results) {
  /** The municipality of the ordinary size, and the large one. */
  static final String CITY = "bench";

  static final String LARGE_CITY = "benchlarge";

  static final String[] OPERATORS = {"op-1", "op-2", "op-3", "op-4"};

  String database() {
    return instance.database();
  }

  /** A row of a measured load, with the memory and processor time of the instance beside it. */
  void add(
      String scenario,
      String id,
      String what,
      Measured measured,
      String floor,
      String goal,
      long cpuMicrosBefore)
      throws IOException {
    Map<String, Object> numbers = Results.numbers(measured);
    long operations = Math.max(1, measured.all());
    long pid = instance.pid();
    numbers.put("instanceMicrosEach", (Processes.cpuMicros(pid) - cpuMicrosBefore) / operations);
    numbers.put("instanceMegabytes", Processes.megabytes(pid));
    add(scenario, id, what, Results.rate(measured), floor, goal, numbers);
  }

  void add(
      String scenario,
      String id,
      String what,
      String figure,
      String floor,
      String goal,
      Map<String, Object> numbers)
      throws IOException {
    results.add(scenario, new Results.Row(id, what, database(), figure, floor, goal, numbers));
  }

  void add(String scenario, String id, String what, String goal, double value, String unit)
      throws IOException {
    Map<String, Object> numbers = new LinkedHashMap<>();
    numbers.put("value", Results.rounded(value));
    numbers.put("unit", unit);
    String figure = String.format(Locale.ROOT, value < 100 ? "%.1f %s" : "%,.0f %s", value, unit);
    add(scenario, id, what, figure, "", goal, numbers);
  }

  long cpuMicros() throws IOException {
    return Processes.cpuMicros(instance.pid());
  }
}
