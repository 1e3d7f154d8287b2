package org.madoguchi.kernel.testkit;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** Waits as long as a machine may take that is busy with other things; only a failure takes it. */
public final class Patience {
  private static final Duration LONG = Duration.ofMinutes(1);

  private Patience() {}

  public static ConditionFactory await() {
    return Awaitility.await().atMost(LONG);
  }
}
