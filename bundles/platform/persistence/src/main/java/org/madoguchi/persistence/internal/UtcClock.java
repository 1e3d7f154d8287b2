package org.madoguchi.persistence.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.osgi.service.component.annotations.Component;

/**
 * The clock of the product: UTC, in steps of a microsecond, which is what both databases keep. So
 * an instant read back equals the one that was written.
 */
@Component(service = Clock.class)
public final class UtcClock extends Clock {
  private final Clock clock = Clock.tick(Clock.systemUTC(), Duration.ofNanos(1_000));

  @Override
  public ZoneId getZone() {
    return clock.getZone();
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return clock.withZone(zone);
  }

  @Override
  public Instant instant() {
    return clock.instant();
  }
}
