package org.madoguchi.benchmarks.load;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** Generates load and measures it. */
public final class Load {
  private static final long LONGEST_MICROS = 120_000_000L;
  private static final int ENOUGH_FAILURES = 50;

  /** What one client does again and again. */
  public interface Operation {
    void run() throws IOException;
  }

  /**
   * @param micros latencies; with a fixed rate from when each was due, not from when it was sent
   * @param generatorMicros processor time of this process for each operation
   * @param all how many there were with those of the warm-up
   * @param failure what the first failed one said; '' when none did
   */
  public record Measured(
      Histogram micros,
      double seconds,
      long failed,
      double generatorMicros,
      long all,
      String failure) {
    public double perSecond() {
      return micros.getTotalCount() / seconds;
    }

    public double millis(double percentile) {
      return micros.getValueAtPercentile(percentile) / 1000.0;
    }
  }

  private final Histogram micros = new ConcurrentHistogram(LONGEST_MICROS, 3);
  private final AtomicLong all = new AtomicLong();
  private final AtomicInteger failed = new AtomicInteger();
  private final AtomicReference<String> failure = new AtomicReference<>("");
  private final long measuredFrom;
  private final long until;

  private Load(long start, Duration warmUp, Duration time) {
    measuredFrom = start + warmUp.toNanos();
    until = measuredFrom + time.toNanos();
  }

  /** Every client sends its next as soon as it has an answer: how much is possible. */
  public static Measured closed(List<? extends Operation> clients, Duration warmUp, Duration time) {
    Load load = new Load(System.nanoTime(), warmUp, time);
    List<Thread> threads = new ArrayList<>();
    for (Operation client : clients) {
      threads.add(
          new Thread(
              () -> {
                for (long now = System.nanoTime(); now < load.until; now = System.nanoTime()) {
                  load.run(client, now);
                }
              }));
    }
    return load.measure(threads);
  }

  /**
   * So many a second whether answers come or not, as citizens and operators do; the clients are
   * only as many as may wait at once.
   */
  public static Measured atRate(
      double perSecond, List<? extends Operation> clients, Duration warmUp, Duration time) {
    long start = System.nanoTime();
    Load load = new Load(start, warmUp, time);
    double interval = 1e9 / perSecond;
    AtomicLong next = new AtomicLong();
    List<Thread> threads = new ArrayList<>();
    for (Operation client : clients) {
      threads.add(
          new Thread(
              () -> {
                for (long due = due(start, interval, next);
                    due < load.until;
                    due = due(start, interval, next)) {
                  await(due);
                  load.run(client, due);
                }
              }));
    }
    return load.measure(threads);
  }

  private static long due(long start, double interval, AtomicLong next) {
    return start + (long) (next.getAndIncrement() * interval);
  }

  private static void await(long due) {
    for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  private void run(Operation client, long from) {
    if (failed.get() > ENOUGH_FAILURES) {
      return;
    }
    try {
      client.run();
      long now = System.nanoTime();
      all.incrementAndGet();
      if (from >= measuredFrom) {
        micros.recordValue(Math.min(LONGEST_MICROS, (now - from) / 1000));
      }
    } catch (IOException | RuntimeException e) {
      failed.incrementAndGet();
      failure.compareAndSet("", String.valueOf(e.getMessage()));
    }
  }

  private Measured measure(List<Thread> threads) {
    threads.forEach(Thread::start);
    await(measuredFrom);
    long cpu = cpuNanos();
    try {
      for (Thread thread : threads) {
        thread.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while measuring", e);
    }
    double seconds = (System.nanoTime() - measuredFrom) / 1e9;
    double generator = (cpuNanos() - cpu) / 1e3 / Math.max(1, micros.getTotalCount());
    return new Measured(micros, seconds, failed.get(), generator, all.get(), failure.get());
  }

  private static long cpuNanos() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }
}
