package org.madoguchi.persistence;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread that looks for work at each ring and every {@code poll}; after failures it looks less
 * and less often.
 */
public final class Loop {
  private static final Logger LOG = LoggerFactory.getLogger(Loop.class);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
  private static final Duration PATIENCE_AT_END = Duration.ofSeconds(20);

  private final Doorbell bell;
  private final Duration poll;
  private final Runnable step;
  private final Faults faults;
  private final Thread thread;
  private volatile boolean stopped;

  public Loop(String name, Doorbell bell, Duration poll, Runnable step) {
    this.bell = bell;
    this.poll = poll;
    this.step = step;
    this.faults = new Faults(LOG, name);
    this.thread = new Thread(this::run, name);
    thread.setDaemon(true);
  }

  public void start() {
    thread.start();
  }

  private void run() {
    Duration pause = poll;
    while (!stopped) {
      pause = attempt() ? poll : longer(pause);
      if (!stopped) {
        bell.await(pause);
      }
    }
  }

  private boolean attempt() {
    try {
      step.run();
      faults.worked();
      return true;
    } catch (RuntimeException | LinkageError e) {
      if (!stopped) {
        faults.failed(e);
      }
      return false;
    }
  }

  private static Duration longer(Duration pause) {
    Duration doubled = pause.multipliedBy(2);
    return doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
  }

  /**
   * Lets the running step end; it is never interrupted, because Derby takes that for an order to
   * stop.
   */
  public void stop() {
    stopped = true;
    bell.ring();
    try {
      thread.join(PATIENCE_AT_END.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (thread.isAlive()) {
      LOG.warn("{} did not end within {}", thread.getName(), PATIENCE_AT_END);
    }
  }
}
