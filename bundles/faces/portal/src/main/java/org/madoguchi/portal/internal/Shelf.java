package org.madoguchi.portal.internal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What citizens of one municipality may read at a moment. Immutable.
 *
 * @param newest all of it, the newest first
 */
record Shelf(List<Entry> newest, Map<Long, Entry> byId, Map<String, List<Entry>> byCategory) {
  static Shelf of(Collection<Entry> entries) {
    List<Entry> newest = new ArrayList<>(entries);
    newest.sort(Comparator.comparing(Entry::publishedAt).thenComparing(Entry::id).reversed());
    Map<Long, Entry> byId = new HashMap<>();
    Map<String, List<Entry>> byCategory = new HashMap<>();
    for (Entry entry : newest) {
      byId.put(entry.id(), entry);
      byCategory.computeIfAbsent(entry.category(), c -> new ArrayList<>()).add(entry);
    }
    return new Shelf(newest, byId, byCategory);
  }
}
