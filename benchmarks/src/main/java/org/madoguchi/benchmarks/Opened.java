package org.madoguchi.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import org.madoguchi.benchmarks.load.Api;

/** Watches how many tickets of the municipality have been opened, by the last number given. */
final class Opened implements AutoCloseable {
  /** Looking costs what is measured. */
  private static final long EVERY = 200;

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /**
   * @param firstNanos when the first one was seen
   */
  record Progress(long count, long firstNanos, long lastNanos) {
    double perSecond() {
      return count / ((lastNanos - firstNanos) / 1e9);
    }
  }

  private final Api operator;
  private final Api supervisor;
  private final long before;

  Opened(Stage stage) throws IOException {
    operator = stage.instance().logIn(Stage.CITY + "-op-1");
    supervisor = stage.instance().logIn(Stage.CITY + "-sv-1");
    before = last();
  }

  /** The highest of the newest: those opened at the same time stand in any order. */
  private long last() throws IOException {
    long highest = 0;
    for (JsonNode row :
        operator
            .get("/api/tickets?municipality=" + Stage.CITY + "&order=newest&limit=20")
            .path("items")) {
      String ref = row.path("ref").asText();
      highest = Math.max(highest, Long.parseLong(ref.substring(ref.lastIndexOf('-') + 1)));
    }
    return highest;
  }

  long count() throws IOException {
    return last() - before;
  }

  /**
   * Until so many more are open and nothing waits in the inbox.
   *
   * @throws IOException for a minute nothing moved, or a delivery went to quarantine
   */
  Progress await(int expected, String channel) throws IOException {
    long began = System.nanoTime();
    long first = 0;
    long seen = 0;
    long moved = began;
    while (seen < expected) {
      long count = count();
      long now = System.nanoTime();
      if (count > seen) {
        first = seen == 0 ? now : first;
        seen = count;
        moved = now;
      } else if (now - moved > PATIENCE.toNanos()) {
        throw new IOException("stands at " + seen + " of " + expected + " tickets");
      }
      Waiting.millis(EVERY);
    }
    Progress progress = new Progress(seen, first, System.nanoTime());
    expectNothingLeft(channel);
    if (count() != expected) {
      throw new IOException(count() + " tickets from " + expected + " mails");
    }
    return progress;
  }

  private void expectNothingLeft(String channel) throws IOException {
    Waiting.until(
        "the inbox is done", PATIENCE, 100, () -> inbox(channel).path("waiting").asLong() == 0);
    long quarantined = inbox(channel).path("quarantined").asLong();
    if (quarantined > 0) {
      throw new IOException(quarantined + " deliveries are in quarantine");
    }
  }

  private JsonNode inbox(String channel) throws IOException {
    for (JsonNode each : supervisor.get("/api/channels")) {
      if (each.path("name").asText().equals(channel)) {
        return each.path("inbox");
      }
    }
    throw new IOException("no channel " + channel);
  }

  @Override
  public void close() throws IOException {
    operator.close();
    supervisor.close();
  }
}
