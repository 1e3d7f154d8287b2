package org.madoguchi.search.internal.records;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

/** How often something may happen in a minute, for each of whom it is counted. */
final class Pace {
  private static final long MINUTE = 60_000;

  private final int most;
  private final Clock clock;
  private final Map<String, Integer> counted = new HashMap<>();
  private long minute;

  Pace(int most, Clock clock) {
    this.most = most;
    this.clock = clock;
  }

  synchronized boolean allows(String whom) {
    long now = clock.millis() / MINUTE;
    if (now != minute) {
      minute = now;
      counted.clear();
    }
    return counted.merge(whom, 1, Integer::sum) <= most;
  }
}
