package org.madoguchi.channel.mail.in;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.madoguchi.channel.mail.link.BackOff;

/**
 * Messages that could not be taken, and when each is tried again, so that a bad one never holds
 * back the others. In memory: after a restart all are tried again at once. For one thread.
 */
final class Retries {
  private static final int MOST = 10_000;
  private static final Duration LONGEST = Duration.ofMinutes(10);

  private final Duration first;
  private final Map<String, BackOff> waiting =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, BackOff> eldest) {
          return size() > MOST;
        }
      };

  Retries(Duration first) {
    this.first = first;
  }

  boolean has(String key) {
    return waiting.containsKey(key);
  }

  /** Whether it failed before and may be tried again now. */
  boolean isDue(String key) {
    BackOff wait = waiting.get(key);
    return wait != null && wait.over();
  }

  boolean isAnyDue() {
    return waiting.values().stream().anyMatch(BackOff::over);
  }

  /**
   * @return whether this was the message's first failure
   */
  boolean failed(String key) {
    boolean isNew = !waiting.containsKey(key);
    waiting.computeIfAbsent(key, k -> new BackOff(first, LONGEST)).failed();
    return isNew;
  }

  void succeeded(String key) {
    waiting.remove(key);
  }
}
