package org.madoguchi.web.internal.session;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Slows down whoever guesses passwords: after a number of failures within an hour each further
 * attempt has to wait, at first as long as the settings say, twice as long after each failure, at
 * most 15 minutes. Attempts refused while waiting do not count. Remembers at most {@value #KEYS}
 * keys, the least recently used is forgotten first. Thread-safe.
 */
final class LoginThrottle {
  static final int KEYS = 10_000;

  private static final Duration WINDOW = Duration.ofHours(1);
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);
  private static final int DOUBLINGS = 7;

  private final Clock clock;
  private final Supplier<Duration> firstWait;
  private final Map<String, Deque<Instant>> failures =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Deque<Instant>> eldest) {
          return size() > KEYS;
        }
      };

  LoginThrottle(Clock clock, Supplier<Duration> firstWait) {
    this.clock = clock;
    this.firstWait = firstWait;
  }

  /** How long the key still has to wait; empty when it may try now. */
  synchronized Optional<Duration> waitOf(String key, int permitted) {
    Deque<Instant> recent = recent(key);
    int beyond = recent.size() - permitted;
    if (beyond < 0) {
      return Optional.empty();
    }
    Duration wait = firstWait.get().multipliedBy(1L << Math.min(beyond, DOUBLINGS));
    Duration bounded = wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
    Duration left = Duration.between(clock.instant(), recent.getLast().plus(bounded));
    return left.isNegative() || left.isZero() ? Optional.empty() : Optional.of(left);
  }

  /**
   * Lets an attempt pass and counts it as failed until it is {@link #clear}ed or {@link #forgive}n,
   * so that many attempts at once cannot slip through together. When the key has to wait, says how
   * long and counts nothing.
   */
  synchronized Optional<Duration> enter(String key, int permitted) {
    Optional<Duration> wait = waitOf(key, permitted);
    if (wait.isEmpty()) {
      failed(key, permitted);
    }
    return wait;
  }

  synchronized void failed(String key, int permitted) {
    Deque<Instant> recent = failures.computeIfAbsent(key, k -> new ArrayDeque<>());
    recent.addLast(clock.instant());
    while (recent.size() > permitted + DOUBLINGS + 1) {
      recent.removeFirst();
    }
  }

  /** Takes the latest failure back. */
  synchronized void forgive(String key) {
    Deque<Instant> recent = failures.get(key);
    if (recent != null) {
      recent.pollLast();
      if (recent.isEmpty()) {
        failures.remove(key);
      }
    }
  }

  /** Forgets the key, after a success. */
  synchronized void clear(String key) {
    failures.remove(key);
  }

  synchronized int size() {
    return failures.size();
  }

  private Deque<Instant> recent(String key) {
    Deque<Instant> all = failures.get(key);
    if (all == null) {
      return new ArrayDeque<>();
    }
    Instant start = clock.instant().minus(WINDOW);
    while (!all.isEmpty() && all.getFirst().isBefore(start)) {
      all.removeFirst();
    }
    if (all.isEmpty()) {
      failures.remove(key);
    }
    return all;
  }
}
