package org.madoguchi.itests.container;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** Waits for a condition; a library for it would not be found inside the container. */
public final class Waiting {
  private static final long PAUSE_NANOS = Duration.ofMillis(50).toNanos();

  private final String what;
  // long enough for a machine that is busy with other things; only a failure takes it
  private Duration limit = Duration.ofSeconds(60);

  private Waiting(String what) {
    this.what = what;
  }

  public static Waiting await(String what) {
    return new Waiting(what);
  }

  public Waiting atMost(Duration longest) {
    this.limit = longest;
    return this;
  }

  /** Until it is true, or, when it is no truth value, until it comes without an exception. */
  public <T> T until(Callable<T> value) {
    return until(value, seen -> !Boolean.FALSE.equals(seen));
  }

  /** The first value that is good; an exception or a failed assertion counts as not good yet. */
  public <T> T until(Callable<T> value, Predicate<T> good) {
    long end = System.nanoTime() + limit.toNanos();
    Throwable last = null;
    T seen = null;
    while (System.nanoTime() < end) {
      try {
        seen = value.call();
        if (good.test(seen)) {
          return seen;
        }
      } catch (Exception | AssertionError e) {
        last = e;
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
    throw new AssertionError(
        "waited " + limit + " in vain for: " + what + "; last seen: " + seen, last);
  }
}
