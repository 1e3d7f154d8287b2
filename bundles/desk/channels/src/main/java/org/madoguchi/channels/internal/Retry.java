package org.madoguchi.channels.internal;

import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Supplier;
import org.madoguchi.persistence.Doorbell;

/** Tries again what fails because the database is away, as long as a lease's margin lasts. */
final class Retry {
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  private Retry() {}

  /**
   * @throws RuntimeException what the last attempt threw
   */
  static <T> T of(Supplier<T> attempt, Timing timing) {
    Doorbell never = new Doorbell();
    long end = System.nanoTime() + timing.leaseMargin().toNanos();
    Duration pause = timing.poll();
    while (true) {
      try {
        return attempt.get();
      } catch (RuntimeException e) {
        if (System.nanoTime() - end >= 0 || !isOfTheDatabase(e)) {
          throw e;
        }
      }
      never.await(pause);
      Duration doubled = pause.multipliedBy(2);
      pause = doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
    }
  }

  private static boolean isOfTheDatabase(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException) {
        return true;
      }
    }
    return false;
  }
}
