package org.madoguchi.channel.mail.link;

import java.time.Duration;

/** Waits twice as long after each failure, up to a limit. For one thread. */
public final class BackOff {
  private final long firstNanos;
  private final long mostNanos;
  private long waitNanos;
  private long notBefore = System.nanoTime();

  public BackOff(Duration first, Duration most) {
    firstNanos = first.toNanos();
    mostNanos = Math.max(firstNanos, most.toNanos());
  }

  /** Whether the next attempt may be made now. */
  public boolean over() {
    return System.nanoTime() - notBefore >= 0;
  }

  public void failed() {
    waitNanos = waitNanos == 0 ? firstNanos : Math.min(mostNanos, waitNanos * 2);
    notBefore = System.nanoTime() + waitNanos;
  }

  public void succeeded() {
    waitNanos = 0;
    notBefore = System.nanoTime();
  }
}
