package org.madoguchi.channels.internal;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.madoguchi.channels.spi.ChannelRejected;
import org.madoguchi.channels.spi.ChannelUnavailable;
import org.madoguchi.channels.spi.DeliveryInDoubt;
import org.madoguchi.channels.spi.UnreadableDelivery;

/**
 * The bounded threads of one connector: jobs of ours, and the calls they wait for. A plug-in whose
 * calls never end fills its own lane and nobody else's.
 */
final class Lane {
  private final Connected connected;
  private final Duration grace;
  private final Semaphore places;
  private final ThreadPoolExecutor jobs;
  private final ThreadPoolExecutor calls;
  private final AtomicInteger stuck = new AtomicInteger();
  private final Set<TimedCall<?>> running = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  /**
   * @param width how many jobs at once, stuck calls included
   */
  Lane(Connected connected, String purpose, int width, Duration grace) {
    this.connected = connected;
    this.grace = grace;
    this.places = new Semaphore(width);
    this.jobs = threads(purpose + "-" + connected.name(), width);
    // beside a full set of stuck calls there is always a thread for every job's call
    this.calls = threads(purpose + "-call-" + connected.name(), 2 * width);
  }

  private static ThreadPoolExecutor threads(String name, int most) {
    AtomicInteger count = new AtomicInteger();
    ThreadPoolExecutor threads =
        new ThreadPoolExecutor(
            most,
            most,
            10,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            work -> {
              Thread thread = new Thread(work, name + "-" + count.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    threads.allowCoreThreadTimeOut(true);
    return threads;
  }

  Connected connected() {
    return connected;
  }

  /** How many jobs may be given now; a stuck call keeps its place. */
  int free() {
    return closed ? 0 : Math.max(0, places.availablePermits() - stuck.get());
  }

  boolean isClosed() {
    return closed;
  }

  /** Runs a job for which {@link #free} had a place. Called by one thread only. */
  void run(Runnable job) {
    places.acquireUninterruptibly();
    jobs.execute(
        () -> {
          try {
            job.run();
          } finally {
            places.release();
          }
        });
  }

  /**
   * Calls the connector within its time limit.
   *
   * @throws CallTimedOut when it took longer, was interrupted, and said nothing in the sense of its
   *     contract
   * @throws java.util.concurrent.RejectedExecutionException when it never began
   */
  <T> T call(Callable<T> foreign) throws Exception {
    TimedCall<T> call = new TimedCall<>(inPluginContext(foreign), this::unstuck);
    running.add(call);
    try {
      calls.execute(call);
      if (!call.awaitEnd(connected.connector().timeLimit())) {
        call.interrupt();
        if (!call.awaitEnd(grace) && call.leaveStuck()) {
          stuck.incrementAndGet();
          connected.stuck().incrementAndGet();
          throw new CallTimedOut();
        }
      }
      return answer(call);
    } finally {
      running.remove(call);
    }
  }

  private <T> T answer(TimedCall<T> call) throws Exception {
    try {
      return call.outcome();
    } catch (ChannelUnavailable | ChannelRejected | DeliveryInDoubt | UnreadableDelivery e) {
      throw e;
    } catch (Exception | Error e) {
      if (call.wasInterrupted() && !(e instanceof RejectedExecutionException)) {
        throw new CallTimedOut();
      }
      throw e;
    }
  }

  /** Libraries find their parts through the context class loader. */
  private <T> Callable<T> inPluginContext(Callable<T> foreign) {
    ClassLoader plugin = connected.connector().getClass().getClassLoader();
    String row = LogContext.row();
    return () -> {
      Thread thread = Thread.currentThread();
      ClassLoader before = thread.getContextClassLoader();
      thread.setContextClassLoader(plugin);
      try (LogContext ignored = LogContext.of(connected.name(), row)) {
        return foreign.call();
      } finally {
        thread.setContextClassLoader(before);
      }
    };
  }

  private void unstuck() {
    stuck.decrementAndGet();
    connected.stuck().decrementAndGet();
  }

  /** Takes no more jobs; running ones go to their end. */
  void close() {
    closed = true;
    jobs.shutdown();
  }

  void interruptCalls() {
    running.forEach(TimedCall::interrupt);
  }

  /** Waits for the jobs and ends the threads. @return false when a job is still running */
  boolean awaitEnd(Duration patience) {
    try {
      boolean ended = jobs.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS);
      if (ended) {
        calls.shutdownNow();
      }
      return ended;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
