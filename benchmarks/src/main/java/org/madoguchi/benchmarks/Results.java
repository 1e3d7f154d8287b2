package org.madoguchi.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.madoguchi.benchmarks.load.Load.Measured;

/** What was measured; one small JSON file for each scenario and database. */
final class Results {
  /**
   * @param id the same for both databases, and how a floor is named
   * @param figure as it stands in the table
   * @param floor the id of the bare thing this stands on; '' when there is none
   * @param goal what is to be reached; '' when nothing was set
   */
  record Row(
      String id,
      String what,
      String database,
      String figure,
      String floor,
      String goal,
      Map<String, Object> numbers) {}

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private final Path folder;
  private final Map<String, List<Row>> files = new LinkedHashMap<>();

  Results(Path folder) throws IOException {
    this.folder = Files.createDirectories(folder);
  }

  Path folder() {
    return folder;
  }

  /** Written at once: what follows may fail. */
  void add(String scenario, Row row) throws IOException {
    String name = row.database().isEmpty() ? scenario : scenario + "-" + row.database();
    List<Row> rows = files.computeIfAbsent(name, n -> new ArrayList<>());
    rows.add(row);
    JSON.writeValue(folder.resolve(name + ".json").toFile(), rows);
    System.out.printf(Locale.ROOT, "  %-62s %-10s %s%n", row.what(), row.database(), row.figure());
  }

  void machine(Map<String, Object> facts) throws IOException {
    JSON.writeValue(folder.resolve("machine.json").toFile(), facts);
  }

  /** A measured load: rate, percentiles, and the whole histogram in its compressed form. */
  static Map<String, Object> numbers(Measured measured) {
    Histogram micros = measured.micros();
    Map<String, Object> numbers = new LinkedHashMap<>();
    numbers.put("perSecond", rounded(measured.perSecond()));
    for (double percentile : new double[] {50, 90, 95, 99, 99.9, 100}) {
      numbers.put("p" + percentile + "Millis", measured.millis(percentile));
    }
    numbers.put("count", micros.getTotalCount());
    numbers.put("failed", measured.failed());
    if (!measured.failure().isEmpty()) {
      numbers.put("firstFailure", measured.failure());
    }
    numbers.put("seconds", rounded(measured.seconds()));
    numbers.put("generatorMicrosEach", rounded(measured.generatorMicros()));
    numbers.put("histogram", encoded(micros));
    return numbers;
  }

  static String latencies(Measured measured) {
    String failed = measured.failed() == 0 ? "" : ", " + measured.failed() + " FAILED";
    return String.format(
        Locale.ROOT,
        "p50 %.1f, p99 %.1f, max %.0f ms%s",
        measured.millis(50),
        measured.millis(99),
        measured.millis(100),
        failed);
  }

  static String rate(Measured measured) {
    return String.format(Locale.ROOT, "%,.0f/s (%s)", measured.perSecond(), latencies(measured));
  }

  static double rounded(double value) {
    return Math.round(value * 100) / 100.0;
  }

  private static String encoded(Histogram histogram) {
    ByteBuffer buffer = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
    int length = histogram.encodeIntoCompressedByteBuffer(buffer);
    return Base64.getEncoder().encodeToString(Arrays.copyOf(buffer.array(), length));
  }
}
