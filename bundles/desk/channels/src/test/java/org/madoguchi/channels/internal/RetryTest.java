package org.madoguchi.channels.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.Test;

public class RetryTest {
  private static final Timing PATIENT =
      new Timing(Duration.ofMillis(1), Duration.ZERO, Duration.ofMinutes(1));
  private static final Timing IN_A_HURRY =
      new Timing(Duration.ofMillis(1), Duration.ZERO, Duration.ZERO);

  private final AtomicInteger attempts = new AtomicInteger();

  private Supplier<String> failing(int times, RuntimeException failure) {
    return () -> {
      if (attempts.incrementAndGet() <= times) {
        throw failure;
      }
      return "done";
    };
  }

  private static RuntimeException away() {
    return new IllegalStateException(new SQLException("connection refused", "08001"));
  }

  @Test
  public void whatTheDatabaseRefusedIsTriedUntilItIsBack() {
    assertEquals("done", Retry.of(failing(5, away()), PATIENT));
    assertEquals(6, attempts.get());
  }

  @Test
  public void otherFailuresAreToldAtOnce() {
    RuntimeException bug = new IllegalStateException("bug");
    assertEquals(
        bug, assertThrows(RuntimeException.class, () -> Retry.of(failing(1, bug), PATIENT)));
    assertEquals(1, attempts.get());
  }

  @Test
  public void noLongerThanTheLeaseHasLeft() {
    RuntimeException away = away();
    assertEquals(
        away, assertThrows(RuntimeException.class, () -> Retry.of(failing(1, away), IN_A_HURRY)));
    assertEquals(1, attempts.get());
  }
}
