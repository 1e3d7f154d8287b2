package org.madoguchi.directory.internal.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What turns the present entries into the wanted ones. */
public record Difference<T>(List<T> added, List<T> changed, List<T> removed) {
  public Difference {
    added = List.copyOf(added);
    changed = List.copyOf(changed);
    removed = List.copyOf(removed);
  }

  /**
   * @param key what makes two entries the same thing
   */
  public static <T> Difference<T> between(
      Collection<T> present, Collection<T> wanted, Function<T, Object> key) {
    Map<Object, T> left = new LinkedHashMap<>();
    present.forEach(entry -> left.put(key.apply(entry), entry));
    List<T> added = new ArrayList<>();
    List<T> changed = new ArrayList<>();
    for (T entry : wanted) {
      T before = left.remove(key.apply(entry));
      if (before == null) {
        added.add(entry);
      } else if (!before.equals(entry)) {
        changed.add(entry);
      }
    }
    return new Difference<>(added, changed, new ArrayList<>(left.values()));
  }

  public boolean isEmpty() {
    return added.isEmpty() && changed.isEmpty() && removed.isEmpty();
  }
}
