package org.madoguchi.benchmarks;

import java.io.IOException;

/** First and later start, memory at rest; then the municipalities the others play on. */
final class Starting {
  private static final String SCENARIO = "start";
  private static final int REST_SECONDS = 20;

  private Starting() {}

  static void starts(Stage stage) throws IOException {
    Instance instance = stage.instance();
    instance.install();
    stage.add(
        SCENARIO,
        "first-start",
        "first start → ready, unpacked before",
        "≤ 8 s",
        instance.start(),
        "s");
    if (!stage.sizes().isSmoke()) {
      Waiting.millis(REST_SECONDS * 1_000L);
      long megabytes = Processes.megabytes(instance.pid());
      stage.add(SCENARIO, "rss-idle", "memory at rest, no data (RSS)", "≤ 350 MB", megabytes, "MB");
      instance.stop();
      stage.add(SCENARIO, "later-start", "later start → ready", "≤ 5 s", instance.start(), "s");
    }
  }

  static void seed(Stage stage, String slug, long tickets, String goal) throws IOException {
    double seconds = stage.instance().seed(tickets, slug);
    String of = String.format("%,d tickets", tickets);
    stage.add("seed", "seed-" + slug, "./madoguchi seed: " + of, goal, seconds, "s");
    stage.add("seed", "seed-rate-" + slug, "the same", "", tickets / seconds, "tickets/s");
    if (slug.equals(Stage.CITY)) {
      double bytes = stage.instance().databaseBytes() / (double) tickets;
      stage.add("seed", "disk", "disk per ticket with " + of, "≤ 4,000 bytes", bytes, "bytes");
    }
  }

  static void largeStart(Stage stage) throws IOException {
    stage.instance().stop();
    stage.add(
        SCENARIO,
        "large-start",
        "later start → ready with all tickets",
        "",
        stage.instance().start(),
        "s");
  }
}
