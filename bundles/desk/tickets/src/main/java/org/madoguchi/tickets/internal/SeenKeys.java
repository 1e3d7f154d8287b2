package org.madoguchi.tickets.internal;

import java.util.LinkedHashMap;
import java.util.Map;

/** The keys that came here lately: a repeated request usually comes soon and to the same node. */
final class SeenKeys {
  private static final int REMEMBERED = 5_000;

  private final Map<OnceKey, Boolean> keys =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<OnceKey, Boolean> eldest) {
          return size() > REMEMBERED;
        }
      };

  synchronized boolean firstTime(OnceKey key) {
    return keys.put(key, true) == null;
  }
}
