package org.madoguchi.plugins.internal;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Files that were not taken since the start, with their reasons, for administrators to see. */
final class Refusals {
  private static final int MOST = 20;

  private final Map<String, PluginRecord> byName = new TreeMap<>();

  synchronized void add(PluginRecord refused) {
    if (byName.size() < MOST || byName.containsKey(refused.name())) {
      byName.put(refused.name(), refused);
    }
  }

  /** It was taken after all, or is gone. */
  synchronized boolean remove(String name) {
    return byName.remove(name) != null;
  }

  synchronized boolean removeFile(String file) {
    return byName.values().removeIf(refused -> refused.file().equals(file));
  }

  synchronized List<Plugins.Shown> shown() {
    return byName.values().stream().map(Refusals::shown).toList();
  }

  private static Plugins.Shown shown(PluginRecord refused) {
    Verdict verdict = new Verdict(Verdict.Kind.BAD, refused.reason());
    return new Plugins.Shown(refused, verdict, refused.name(), refused.changedAt());
  }
}
