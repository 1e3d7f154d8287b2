package org.madoguchi.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Runs the JMH benchmarks in a process of their own and keeps their figures. */
final class Micro {
  private Micro() {}

  static void run(Sizes sizes, Results results, Path work) throws IOException {
    Path said = work.resolve("jmh.json");
    List<String> command =
        new ArrayList<>(
            List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-cp",
                System.getProperty("java.class.path"),
                "-Djmh.ignoreLock=true",
                "org.openjdk.jmh.Main",
                "-rf",
                "json",
                "-rff",
                said.toString(),
                "-foe",
                "true",
                "-bm",
                "avgt",
                "-tu",
                "us"));
    command.addAll(
        sizes.isSmoke()
            ? List.of("-f", "1", "-wi", "0", "-i", "1", "-r", "200ms")
            : List.of("-f", "2", "-wi", "5", "-w", "1s", "-i", "5", "-r", "1s"));
    Processes.run(work, Map.of(), Duration.ofMinutes(20), command);
    for (JsonNode each : new ObjectMapper().readTree(Files.readAllBytes(said))) {
      String name = each.path("benchmark").asText();
      String what = name.replaceAll(".*\\.(\\w+)Benchmark\\.(\\w+)$", "$1: $2");
      JsonNode score = each.path("primaryMetric");
      String figure =
          String.format(
              Locale.ROOT,
              "%.2f µs ± %.2f",
              score.path("score").asDouble(),
              Double.isFinite(score.path("scoreError").asDouble())
                  ? score.path("scoreError").asDouble()
                  : 0);
      results.add(
          "jmh",
          new Results.Row(
              "jmh-" + what,
              "JMH " + what,
              "",
              figure,
              "",
              "",
              Map.of(
                  "microseconds", score.path("score").asDouble(), "raw", score.path("rawData"))));
    }
  }
}
