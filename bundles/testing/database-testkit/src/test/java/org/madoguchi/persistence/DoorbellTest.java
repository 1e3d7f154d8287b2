package org.madoguchi.persistence;

import static org.junit.Assert.assertFalse;

import java.time.Duration;
import org.junit.Test;

public class DoorbellTest {
  @Test
  public void interruptEndsOneWaitAndNoLaterOne() {
    Doorbell bell = new Doorbell();
    Thread.currentThread().interrupt();
    bell.await(Duration.ofMinutes(1));
    assertFalse(Thread.currentThread().isInterrupted());
  }
}
