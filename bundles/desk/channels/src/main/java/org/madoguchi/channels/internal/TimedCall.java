package org.madoguchi.channels.internal;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/** One call of a connector, on a thread of its channel, that somebody waits for only so long. */
final class TimedCall<T> implements Runnable {
  private final Callable<T> call;
  private final Runnable afterStuck;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Object lock = new Object();
  private Thread thread;
  private boolean interrupted;
  private boolean stuck;
  private boolean over;
  private T result;
  private Throwable failure;

  TimedCall(Callable<T> call, Runnable afterStuck) {
    this.call = call;
    this.afterStuck = afterStuck;
  }

  @Override
  public void run() {
    synchronized (lock) {
      if (interrupted) {
        // nobody waits any more: it never begins
        failure = new RejectedExecutionException();
        ended.countDown();
        return;
      }
      thread = Thread.currentThread();
    }
    try {
      result = call.call();
    } catch (Throwable e) {
      // whatever a plug-in throws is its outcome; the thread goes on
      failure = e;
    } finally {
      end();
    }
  }

  private void end() {
    boolean wasStuck;
    synchronized (lock) {
      thread = null;
      over = true;
      wasStuck = stuck;
      Thread.interrupted();
    }
    ended.countDown();
    if (wasStuck) {
      afterStuck.run();
    }
  }

  boolean awaitEnd(Duration patience) throws InterruptedException {
    return ended.await(patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  void interrupt() {
    synchronized (lock) {
      interrupted = true;
      if (thread != null) {
        thread.interrupt();
      }
    }
  }

  /** Gives up waiting. @return false when it has ended meanwhile or never began */
  boolean leaveStuck() {
    synchronized (lock) {
      stuck = thread != null;
      if (!stuck && failure == null && !over) {
        failure = new RejectedExecutionException();
      }
      return stuck;
    }
  }

  boolean wasInterrupted() {
    synchronized (lock) {
      return interrupted;
    }
  }

  /** What the call returned or threw. */
  T outcome() throws Exception {
    if (failure instanceof Exception e) {
      throw e;
    }
    if (failure instanceof Error e) {
      throw e;
    }
    return result;
  }
}
