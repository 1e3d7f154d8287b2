package org.madoguchi.persistence.internal;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A thread that takes turns until it is stopped. */
final class Worker {
  private static final Logger LOG = LoggerFactory.getLogger(Worker.class);
  private static final long PATIENCE_MILLIS = 10_000;
  private static final long AFTER_FAILURE_MILLIS = 5_000;

  /** One turn; waits by itself when there is nothing to do. */
  interface Turn {
    void take() throws InterruptedException;
  }

  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Signal wakes;
  private final Turn turn;
  private final Thread thread;

  /**
   * @param wakes what the turns wait for; raised once more to end a wait when stopping
   */
  Worker(String name, Signal wakes, Turn turn) {
    this.wakes = wakes;
    this.turn = turn;
    this.thread = new Thread(this::run, name);
    thread.setDaemon(true);
  }

  /** Begins; called when the object the turns belong to is complete. */
  void start() {
    thread.start();
  }

  private void run() {
    while (!stopping()) {
      try {
        turn.take();
      } catch (InterruptedException e) {
        LOG.debug("{} was interrupted", thread.getName());
      } catch (RuntimeException | Error e) {
        LOG.error("{} met an unexpected failure and goes on", thread.getName(), e);
        parkAfterFailure();
      }
    }
  }

  private void parkAfterFailure() {
    try {
      pause(AFTER_FAILURE_MILLIS);
    } catch (InterruptedException e) {
      LOG.debug("{} was interrupted", thread.getName());
    }
  }

  boolean stopping() {
    return stopped.getCount() == 0;
  }

  /** Waits for the time, or until stopping. */
  void pause(long millis) throws InterruptedException {
    stopped.await(millis, TimeUnit.MILLISECONDS);
  }

  /**
   * Returns when the thread has ended. A turn that takes longer than ten seconds is interrupted.
   */
  void stop() {
    stopped.countDown();
    wakes.raise();
    try {
      thread.join(PATIENCE_MILLIS);
      if (thread.isAlive()) {
        LOG.warn("{} does not stop, interrupting it", thread.getName());
        thread.interrupt();
        thread.join(PATIENCE_MILLIS);
      }
    } catch (InterruptedException e) {
      thread.interrupt();
      Thread.currentThread().interrupt();
    }
  }
}
