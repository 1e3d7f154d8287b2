package org.madoguchi.portal.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * What this node remembers of those who ask, without a cookie and for minutes only: how much they
 * ask, and what was counted of them already. Bounded; who asks is kept as a number.
 */
@Component(service = Bounds.class)
public final class Bounds {
  private static final int MOST = 20_000;
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration VISIT = Duration.ofMinutes(30);

  private record Window(Instant began, int count) {}

  private record Seen(Instant at, UUID id) {}

  private final Clock clock;
  private final Map<String, Window> windows = bounded();
  private final Map<Long, Seen> seen = bounded();

  @Activate
  public Bounds(@Reference Clock clock) {
    this.clock = clock;
  }

  private static <K, V> Map<K, V> bounded() {
    return new LinkedHashMap<>() {
      private static final long serialVersionUID = 1L;

      @Override
      protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > MOST;
      }
    };
  }

  /** Whether the network may do this once more within the minute. */
  synchronized boolean allows(String what, String network, int perMinute) {
    Instant now = clock.instant();
    String key = what + ' ' + network;
    Window window = windows.get(key);
    if (window == null || !now.isBefore(window.began().plus(MINUTE))) {
      windows.remove(key); // so that it is the youngest
      window = new Window(now, 0);
    }
    windows.put(key, new Window(window.began(), window.count() + 1));
    return window.count() < perMinute;
  }

  /** What something somebody does is called as long as the visit lasts. */
  record Doing(UUID id, boolean first) {}

  /** The same person doing the same again within half an hour does it once. */
  synchronized Doing doing(String person, String what) {
    Instant now = clock.instant();
    long key = mixed(person, what);
    Seen before = seen.get(key);
    if (before != null && now.isBefore(before.at().plus(VISIT))) {
      return new Doing(before.id(), false);
    }
    seen.remove(key);
    Seen begun = new Seen(now, UUID.randomUUID());
    seen.put(key, begun);
    return new Doing(begun.id(), true);
  }

  private static long mixed(String person, String what) {
    long mixed = 1125899906842597L;
    for (char c : (person + '\n' + what).toCharArray()) {
      mixed = 31 * mixed + c;
    }
    return mixed;
  }
}
