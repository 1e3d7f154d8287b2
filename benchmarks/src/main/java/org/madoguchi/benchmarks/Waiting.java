package org.madoguchi.benchmarks;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Waits for what another process does. */
final class Waiting {
  /** Something that is so or not yet. */
  interface Condition {
    boolean holds() throws IOException;
  }

  private Waiting() {}

  /**
   * Looks every {@code every} milliseconds.
   *
   * @throws IOException not within the time
   */
  static void until(String what, Duration most, long every, Condition condition)
      throws IOException {
    long until = System.nanoTime() + most.toNanos();
    while (!condition.holds()) {
      if (System.nanoTime() > until) {
        throw new IOException("waited " + most.toSeconds() + " s in vain: " + what);
      }
      millis(every);
    }
  }

  static void millis(long millis) throws IOException {
    try {
      TimeUnit.MILLISECONDS.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
