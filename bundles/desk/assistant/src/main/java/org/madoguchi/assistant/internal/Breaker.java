package org.madoguchi.assistant.internal;

import java.time.Duration;
import java.time.Instant;

/**
 * Keeps people from waiting for an assistant that does not answer: after some failures in a row it
 * is left alone for a while, then one call tries. Thread-safe.
 */
final class Breaker {
  static final int FAILURES = 3;
  static final Duration PAUSE = Duration.ofMinutes(1);

  private int failures;
  private Instant last = Instant.EPOCH;

  /** Whether it may be asked; of many who ask after a pause one tries. */
  synchronized boolean lets(Instant now) {
    if (failures < FAILURES) {
      return true;
    }
    // a clock that was set back must not prolong the pause
    if (now.isBefore(last) || !now.isBefore(last.plus(PAUSE))) {
      last = now;
      return true;
    }
    return false;
  }

  /**
   * @return whether it was well until now
   */
  synchronized boolean failed(Instant now) {
    last = now;
    return failures++ == 0;
  }

  /**
   * @return whether it was away until now
   */
  synchronized boolean answered() {
    boolean was = failures > 0;
    failures = 0;
    return was;
  }

  synchronized boolean isAway() {
    return failures > 0;
  }
}
