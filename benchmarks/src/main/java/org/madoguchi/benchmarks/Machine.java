package org.madoguchi.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What figures are worth nothing without. */
final class Machine {
  private Machine() {}

  /** For names of folders. */
  static String name() throws IOException {
    return InetAddress.getLocalHost().getHostName().toLowerCase().replaceAll("[^a-z0-9]+", "-");
  }

  static Map<String, Object> facts(Path checkout) throws IOException {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("on", LocalDate.now().toString());
    facts.put("at commit", commit(checkout));
    facts.put("processor", after("/proc/cpuinfo", "model name"));
    facts.put("cores", Runtime.getRuntime().availableProcessors());
    String memory = after("/proc/meminfo", "MemTotal").replaceAll("\\D", "");
    facts.put("memory", Math.round(Long.parseLong(memory) / 1048576.0) + " GiB");
    facts.put("kernel", System.getProperty("os.version"));
    facts.put("Java", System.getProperty("java.version"));
    String load = Files.readString(Path.of("/proc/loadavg")).split(" ")[0];
    facts.put("load when it began", load);
    return facts;
  }

  private static String commit(Path checkout) throws IOException {
    List<String> command = List.of("git", "describe", "--always", "--dirty");
    return Processes.run(checkout, Map.of(), Duration.ofSeconds(20), command).strip();
  }

  private static String after(String file, String key) throws IOException {
    return Files.readAllLines(Path.of(file)).stream()
        .filter(line -> line.startsWith(key))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElse("unknown");
  }
}
