package org.madoguchi.tickets.internal;

import java.util.LinkedHashMap;
import java.util.Map;

/** A map that forgets what was put into it first when it holds too much. Not thread-safe. */
public final class Lately<K, V> extends LinkedHashMap<K, V> {
  private static final long serialVersionUID = 1L;

  private final int most;

  public Lately(int most) {
    this.most = most;
  }

  @Override
  protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
    return size() > most;
  }
}
