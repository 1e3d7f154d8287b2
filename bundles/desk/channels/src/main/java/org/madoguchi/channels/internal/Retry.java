package org.madoguchi.channels.internal;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.madoguchi.persistence.Doorbell;

/** Tries a few times what fails because the database is away for a moment. */
final class Retry {
  private static final int ATTEMPTS = 4;

  private Retry() {}

  /**
   * @throws RuntimeException what the last attempt threw
   */
  static void until(BooleanSupplier done, Timing timing) {
    Doorbell never = new Doorbell();
    Duration pause = timing.poll();
    for (int attempt = 1; ; attempt++) {
      try {
        if (done.getAsBoolean()) {
          return;
        }
      } catch (RuntimeException e) {
        if (attempt == ATTEMPTS) {
          throw e;
        }
      }
      if (attempt == ATTEMPTS) {
        return;
      }
      never.await(pause);
      pause = pause.multipliedBy(2);
    }
  }
}
