package org.madoguchi.web.internal;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * For what is measured and never told: its time only passes, whatever becomes of the machine's
 * clock. Nobody is locked out for an hour, or shown what he may no longer see, because somebody set
 * the clock back.
 */
public final class SteadyClock extends Clock {
  private final long origin = System.nanoTime();

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }

  @Override
  public Instant instant() {
    return Instant.EPOCH.plusNanos(System.nanoTime() - origin);
  }
}
