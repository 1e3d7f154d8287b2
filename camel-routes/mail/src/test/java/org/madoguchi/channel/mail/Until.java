package org.madoguchi.channel.mail;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;

/** Waits for what a channel does in threads of its own. */
final class Until {
  private Until() {}

  /** What the test's servers throw in their own threads, when a line is cut, is no failure. */
  static void until(String what, Callable<Boolean> condition) {
    Awaitility.await(what)
        .dontCatchUncaughtExceptions()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(10))
        .until(condition);
  }
}
