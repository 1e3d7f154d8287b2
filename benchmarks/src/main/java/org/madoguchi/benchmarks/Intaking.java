package org.madoguchi.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import org.madoguchi.benchmarks.load.Connection;

/** Mail → durable ticket through the SPI: intake, inbox, the mail connector's reading, ticket. */
final class Intaking {
  private static final String SCENARIO = "intake";
  private static final String CHANNEL = "mail-bench";
  private static final String CFG = "org.madoguchi.channel.mail-bench.cfg";
  private static final String BUNDLE = "madoguchi-demo-benchmarks.jar";

  private Intaking() {}

  static void run(Stage stage, Path bundle) throws IOException {
    Path deployed = stage.instance().folder().resolve("deploy").resolve(BUNDLE);
    stage
        .instance()
        .configure(
            CFG,
            "madoguchi.channel="
                + CHANNEL
                + "\nmunicipality="
                + Stage.CITY
                + "\naddress=shimin@city.bench.example\ninProtocol=none\nsmtpHost=127.0.0.1\n"
                + "smtpPort=9\nsmtpSecurity=none\n");
    Path part = deployed.resolveSibling("." + BUNDLE);
    Files.copy(bundle, part, StandardCopyOption.REPLACE_EXISTING);
    Files.move(part, deployed, StandardCopyOption.ATOMIC_MOVE);
    try {
      Waiting.until(
          "the driver inside answers",
          Duration.ofSeconds(60),
          200,
          () -> ask(stage, "warm", 0, 1) != null);
      if (!stage.sizes().isSmoke()) {
        deliver(stage, "warm", stage.sizes().mails() / 10, 8);
      }
      measure(stage);
    } finally {
      Files.deleteIfExists(deployed);
      stage.instance().remove(CFG);
    }
  }

  private static void measure(Stage stage) throws IOException {
    int count = stage.sizes().mails();
    long cpu = stage.cpuMicros();
    try (Opened opened = new Opened(stage)) {
      long began = System.nanoTime();
      long millis = ask(stage, "b" + System.currentTimeMillis(), count, 8).path("millis").asLong();
      Opened.Progress progress = opened.await(count, CHANNEL);
      double seconds = (progress.lastNanos() - began) / 1e9;
      stage.add(
          SCENARIO,
          "intake",
          "mail → ticket through the SPI, from the first delivery to the last ticket",
          String.format("%,.0f/s (%,d mails)", count / seconds, count),
          "commit-8",
          "≥ 600/s",
          Map.of(
              "perSecond",
              Results.rounded(count / seconds),
              "mails",
              count,
              "instanceMicrosEach",
              (stage.cpuMicros() - cpu) / count,
              "instanceMegabytes",
              Processes.megabytes(stage.instance().pid())));
      double accepts = count * 1000.0 / Math.max(1, millis);
      stage.add(
          SCENARIO,
          "accept",
          "of that: deliveries committed to the inbox, 8 threads",
          String.format("%,.0f/s", accepts),
          "commit-8",
          "",
          Map.of("perSecond", Results.rounded(accepts)));
    }
  }

  private static void deliver(Stage stage, String batch, int count, int threads)
      throws IOException {
    try (Opened opened = new Opened(stage)) {
      ask(stage, batch + System.currentTimeMillis(), count, threads);
      opened.await(count, CHANNEL);
    }
  }

  /** Null while nobody answers. */
  private static JsonNode ask(Stage stage, String batch, int count, int threads)
      throws IOException {
    try (Connection connection = new Connection(stage.instance().port())) {
      connection.timeout(600_000);
      String request =
          String.format(
              "GET /demo/bench-intake?channel=%s&batch=%s&count=%d&threads=%d HTTP/1.1\r\n"
                  + "Host: 127.0.0.1\r\n\r\n",
              CHANNEL, batch, count, threads);
      Connection.Answer answer = connection.send(request.getBytes(StandardCharsets.US_ASCII));
      return answer.status() == 200 ? new ObjectMapper().readTree(answer.body()) : null;
    }
  }
}
