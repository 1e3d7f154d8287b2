package org.madoguchi.web.internal.session;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.Test;

public class LoginThrottleTest {
  private Instant now = Instant.parse("2026-11-21T00:00:00Z");
  private final LoginThrottle throttle =
      new LoginThrottle(
          new Clock() {
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
              return now;
            }
          },
          () -> Duration.ofSeconds(10));

  @Test
  public void fiveAttemptsAreFreeThenEachWaitIsTwiceTheLastUpToFifteenMinutes() {
    for (int i = 0; i < 5; i++) {
      assertEquals(Optional.empty(), throttle.enter("suzuki", 5));
    }
    for (long seconds : new long[] {10, 20, 40, 80, 160, 320, 640, 900, 900, 900}) {
      assertEquals(Optional.of(Duration.ofSeconds(seconds)), throttle.enter("suzuki", 5));
      now = now.plusSeconds(seconds);
      if (seconds < 900) {
        assertEquals(Optional.empty(), throttle.enter("suzuki", 5));
      } else {
        throttle.failed("suzuki", 5);
      }
    }
  }

  @Test
  public void attemptsWhileWaitingDoNotMakeItLonger() {
    for (int i = 0; i < 5; i++) {
      throttle.enter("suzuki", 5);
    }
    for (int i = 0; i < 100; i++) {
      assertEquals(Optional.of(Duration.ofSeconds(10)), throttle.enter("suzuki", 5));
    }
  }

  @Test
  public void failuresAreForgottenOneByOneAfterAnHour() {
    for (int i = 0; i < 5; i++) {
      throttle.enter("suzuki", 5);
      now = now.plusSeconds(600);
    }
    assertEquals(Optional.empty(), throttle.enter("suzuki", 5));
    now = now.plusSeconds(601);
    assertEquals(Optional.empty(), throttle.waitOf("suzuki", 5));
    now = now.plus(Duration.ofHours(2));
    assertEquals(Optional.empty(), throttle.waitOf("suzuki", 5));
    assertEquals(0, throttle.size());
  }

  @Test
  public void aSuccessForgetsAndAFaultOfOursIsTakenBack() {
    for (int i = 0; i < 5; i++) {
      throttle.enter("suzuki", 5);
    }
    throttle.forgive("suzuki");
    assertEquals(Optional.empty(), throttle.enter("suzuki", 5));
    throttle.clear("suzuki");
    assertEquals(0, throttle.size());
  }

  @Test
  public void othersAreNotHeldUpAndMemoryIsBounded() {
    for (int i = 0; i < 3 * LoginThrottle.KEYS; i++) {
      throttle.enter("user" + i, 5);
    }
    assertEquals(LoginThrottle.KEYS, throttle.size());
    for (int i = 0; i < 1_000; i++) {
      throttle.failed("suzuki", 5);
    }
    assertTrue(throttle.waitOf("suzuki", 5).isPresent());
    assertEquals(Optional.empty(), throttle.enter("tanaka", 5));
  }
}
