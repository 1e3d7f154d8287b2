package org.madoguchi.benchmarks;

import java.time.Duration;

/**
 * How much and how long.
 *
 * @param many tickets of the larger municipality; 0 to leave it out
 */
record Sizes(
    String name,
    long tickets,
    long many,
    Duration warmUp,
    Duration time,
    int mails,
    int consoles,
    int slowReaders,
    int rounds) {
  /** Shows that everything works; its figures mean nothing. */
  static final Sizes SMOKE =
      new Sizes("smoke", 2_000, 0, Duration.ofMillis(500), Duration.ofSeconds(2), 200, 20, 2, 3);

  static final Sizes FULL =
      new Sizes(
          "full",
          100_000,
          1_000_000,
          Duration.ofSeconds(20),
          Duration.ofSeconds(40),
          20_000,
          200,
          20,
          20);

  boolean isSmoke() {
    return this == SMOKE;
  }
}
