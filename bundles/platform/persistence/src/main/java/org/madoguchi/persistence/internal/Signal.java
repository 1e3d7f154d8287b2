package org.madoguchi.persistence.internal;

import java.util.concurrent.TimeUnit;

/** Wakes waiting threads; one raised before the wait began is not missed. */
final class Signal {
  private long raised;

  synchronized void raise() {
    raised++;
    notifyAll();
  }

  /** How often it was raised; read before looking for work, then given to {@link #await}. */
  synchronized long seen() {
    return raised;
  }

  /** Returns as soon as the signal was raised after {@code seen}, or after the time. */
  synchronized void await(long seen, long millis) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    while (raised == seen) {
      long left = end - System.nanoTime();
      if (left <= 0) {
        return;
      }
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
  }
}
