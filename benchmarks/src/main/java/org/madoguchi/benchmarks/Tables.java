package org.madoguchi.benchmarks;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Writes the figures of a folder of results into the documentation, between two marks. */
final class Tables {
  private static final String BEGIN = "<!-- figures: written by ./madoguchi bench -->";
  private static final String END = "<!-- end of figures -->";
  private static final ObjectMapper JSON = new ObjectMapper();

  private Tables() {}

  static void write(Path results, Path page) throws IOException {
    String text = Files.readString(page);
    int from = text.indexOf(BEGIN);
    int to = text.indexOf(END);
    if (from < 0 || to < from) {
      throw new IOException(page + " has no place for figures");
    }
    Files.writeString(
        page, text.substring(0, from + BEGIN.length()) + "\n" + of(results) + text.substring(to));
  }

  private static String of(Path results) throws IOException {
    Map<String, Object> machine =
        JSON.readValue(results.resolve("machine.json").toFile(), new TypeReference<>() {});
    StringBuilder table = new StringBuilder("\nMeasured");
    machine.forEach((name, value) -> table.append(", ").append(name).append(' ').append(value));
    table.append(".\nRaw: `benchmarks/results/").append(results.getFileName()).append("/`.\n\n");
    table.append("| what | database | figure | floor on this machine | to reach |\n");
    table.append("| --- | --- | --- | --- | --- |\n");
    List<Results.Row> rows = rows(results);
    Map<String, String> figures = new LinkedHashMap<>();
    rows.forEach(r -> figures.put(r.id() + "@" + r.database(), r.figure()));
    for (Results.Row row : rows) {
      String floor =
          figures.getOrDefault(
              row.floor() + "@" + row.database(), figures.getOrDefault(row.floor() + "@", ""));
      table.append(
          String.format(
              "| %s | %s | %s | %s | %s |%n",
              row.what(), row.database(), row.figure(), floor, row.goal()));
    }
    return table.append('\n').toString();
  }

  private static List<Results.Row> rows(Path results) throws IOException {
    List<Results.Row> rows = new ArrayList<>();
    try (Stream<Path> files = Files.list(results)) {
      for (Path file : files.sorted().toList()) {
        String name = file.getFileName().toString();
        if (name.endsWith(".json") && !name.equals("machine.json")) {
          rows.addAll(JSON.readValue(file.toFile(), new TypeReference<List<Results.Row>>() {}));
        }
      }
    }
    return rows;
  }
}
