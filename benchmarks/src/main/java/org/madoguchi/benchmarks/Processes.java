package org.madoguchi.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Other processes: what they say, weigh and use. */
final class Processes {
  private Processes() {}

  /**
   * Runs to the end.
   *
   * @return what it said
   * @throws IOException it failed or took too long; it is then ended
   */
  static String run(Path in, Map<String, String> environment, Duration most, List<String> command)
      throws IOException {
    Path said = Files.createTempFile("bench", ".log");
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(in.toFile())
              .redirectErrorStream(true)
              .redirectOutput(said.toFile());
      builder.environment().putAll(environment);
      Process process = builder.start();
      boolean ended = process.waitFor(most.toMillis(), TimeUnit.MILLISECONDS);
      if (!ended) {
        process.destroyForcibly();
      }
      String text = Files.readString(said);
      if (!ended || process.exitValue() != 0) {
        String last = text.substring(Math.max(0, text.length() - 1_000));
        throw new IOException(command.get(0) + (ended ? " failed: " : " took too long: ") + last);
      }
      return text;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      Files.delete(said);
    }
  }

  /** Resident memory in MB. */
  static long megabytes(long pid) throws IOException {
    return Files.readAllLines(Path.of("/proc", "" + pid, "status")).stream()
        .filter(line -> line.startsWith("VmRSS"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D+", "")) / 1024)
        .findFirst()
        .orElse(0);
  }

  /** Processor time used so far, in microseconds. */
  static long cpuMicros(long pid) throws IOException {
    String stat = Files.readString(Path.of("/proc", "" + pid, "stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    // clock ticks of 10 ms, on every Linux with glibc
    return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * 10_000;
  }

  /** Bytes below a folder, as stored. */
  static long bytes(Path folder) throws IOException {
    String said = run(folder, Map.of(), Duration.ofMinutes(2), List.of("du", "-s", "-k", "."));
    return Long.parseLong(said.split("\\s")[0]) * 1024;
  }
}
