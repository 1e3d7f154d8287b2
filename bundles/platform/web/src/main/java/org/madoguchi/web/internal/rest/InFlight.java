package org.madoguchi.web.internal.rest;

import java.time.Duration;

/** Counts the requests that run in a resource, so that it can be taken away between two of them. */
final class InFlight {
  private int running;
  private boolean closed;

  /** Whether one more request may run; each true is answered by one {@link #leave()}. */
  synchronized boolean enter() {
    if (closed) {
      return false;
    }
    running++;
    return true;
  }

  synchronized void leave() {
    running--;
    notifyAll();
  }

  /** Lets nobody in any more and waits for those inside, but no longer than {@code patience}. */
  synchronized void close(Duration patience) {
    closed = true;
    long end = System.nanoTime() + patience.toNanos();
    try {
      for (long left = patience.toMillis(); running > 0 && left > 0; left = millisTo(end)) {
        wait(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static long millisTo(long end) {
    return (end - System.nanoTime()) / 1_000_000;
  }
}
