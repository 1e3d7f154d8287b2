package org.madoguchi.channels.internal;

import java.time.Duration;

/**
 * The room's intervals.
 *
 * @param poll how often work of other nodes is looked for
 * @param grace how long an interrupted call may take to say what it knows
 * @param leaseMargin what a lease has above a channel's time limit
 */
record Timing(Duration poll, Duration grace, Duration leaseMargin) {
  static final Timing USUAL =
      new Timing(Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofMinutes(2));

  private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
  private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

  /** 5 s, 10 s, 20 s … 1 h. @param attempts made so far, from 1 */
  static Duration backOff(int attempts) {
    Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(Math.max(attempts - 1, 0), 12));
    return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
  }
}
