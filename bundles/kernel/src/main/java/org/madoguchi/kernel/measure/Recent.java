package org.madoguchi.kernel.measure;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * A value that must be asked for (a database, a disk), asked at most once per {@code age} however
 * often it is read, and never waited for longer than {@code patience}. Thread-safe.
 */
public final class Recent<T> {
  private static final int MOST_AT_ONCE = 16;

  /** Threads only while somebody asks; one that hangs in a dead connection keeps one of them. */
  private static final ThreadPoolExecutor ASKING =
      new ThreadPoolExecutor(
          0,
          MOST_AT_ONCE,
          5,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          work -> {
            Thread thread = new Thread(work, "madoguchi-asking");
            thread.setDaemon(true);
            thread.setContextClassLoader(Recent.class.getClassLoader());
            return thread;
          });

  private record Answer<T>(FutureTask<T> task, long askedAt) {}

  private final Duration age;
  private final Duration patience;
  private final Supplier<T> question;
  private Answer<T> latest;

  /**
   * @param question never answers null; what it throws counts as no answer
   */
  public Recent(Duration age, Duration patience, Supplier<T> question) {
    this.age = age;
    this.patience = patience;
    this.question = question;
  }

  /** The value; empty when there was no answer, or none in time. */
  public Optional<T> get() {
    try {
      return Optional.of(asked().get(patience.toMillis(), TimeUnit.MILLISECONDS));
    } catch (ExecutionException | TimeoutException | RejectedExecutionException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private synchronized FutureTask<T> asked() {
    long now = System.nanoTime();
    if (latest == null || latest.task().isDone() && now - latest.askedAt() > age.toNanos()) {
      FutureTask<T> task = new FutureTask<>(question::get);
      ASKING.execute(task);
      latest = new Answer<>(task, now);
    }
    return latest.task();
  }
}
