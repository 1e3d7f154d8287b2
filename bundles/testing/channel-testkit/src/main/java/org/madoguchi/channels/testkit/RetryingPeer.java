package org.madoguchi.channels.testkit;

import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The peer of a pushed channel: offers each message every 50 ms until the offer returns without an
 * exception, as a webhook's caller does until it gets a 200.
 */
public final class RetryingPeer implements AutoCloseable {
  private static final String THREAD = "retrying-peer";

  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, THREAD));
  private final Set<Object> held = ConcurrentHashMap.newKeySet();

  /**
   * Offers until {@code offer} returns; the exception of a failed offer is what the peer would see.
   */
  public void offer(Callable<?> offer) {
    Object message = new Object();
    held.add(message);
    attempt(message, offer);
  }

  private void attempt(Object message, Callable<?> offer) {
    thread.schedule(
        () -> {
          try {
            offer.call();
            held.remove(message);
          } catch (Exception e) {
            attempt(message, offer);
          }
        },
        50,
        TimeUnit.MILLISECONDS);
  }

  /** How many messages no offer succeeded for yet. */
  public int held() {
    return held.size();
  }

  /** For {@link ChannelFixture#isPeerThread}. */
  public static boolean owns(Thread thread) {
    return thread.getName().equals(THREAD);
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
