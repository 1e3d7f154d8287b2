package org.madoguchi.tickets.internal;

import java.util.Map;

/** The keys that came here lately: a repeated request usually comes soon and to the same node. */
final class SeenKeys {
  private static final int REMEMBERED = 5_000;

  private final Map<OnceKey, Boolean> keys = new Lately<>(REMEMBERED);

  synchronized boolean firstTime(OnceKey key) {
    return keys.put(key, true) == null;
  }
}
