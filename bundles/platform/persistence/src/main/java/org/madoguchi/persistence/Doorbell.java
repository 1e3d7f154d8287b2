package org.madoguchi.persistence;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Wakes a worker when there is work; several rings before it looks are one. An interrupt is no
 * order to anybody who waits here: Derby interrupts all who use it when its database ends. Kept, it
 * would end each later wait at once.
 */
public final class Doorbell {
  private final Semaphore rings = new Semaphore(0);

  public void ring() {
    if (rings.availablePermits() == 0) {
      rings.release();
    }
  }

  /** Returns at the next ring, when interrupted, or after {@code patience}. */
  public void await(Duration patience) {
    try {
      if (rings.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        rings.drainPermits();
      }
    } catch (InterruptedException e) {
      rings.drainPermits();
    }
  }
}
