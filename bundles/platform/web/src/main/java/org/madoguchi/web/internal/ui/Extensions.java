package org.madoguchi.web.internal.ui;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.madoguchi.web.StaticContent;
import org.osgi.framework.Version;

/**
 * The extensions installed now, and the content browsers may still ask for: of each bundle the
 * present and the two previous hashes, also after it was removed. Thread-safe.
 */
final class Extensions {
  private static final int KEPT_HASHES = 3;
  private static final int KEPT_BUNDLES = 100;

  private final Map<Long, Extension> byBundleId = new LinkedHashMap<>();
  private final Map<String, Deque<Extension.Usable>> served = new LinkedHashMap<>(16, 0.75f, true);

  synchronized void add(long bundleId, Extension extension) {
    byBundleId.put(bundleId, extension);
    if (extension instanceof Extension.Usable usable) {
      serve(usable);
    }
  }

  synchronized void remove(long bundleId) {
    byBundleId.remove(bundleId);
  }

  private void serve(Extension.Usable usable) {
    Deque<Extension.Usable> versions =
        served.computeIfAbsent(usable.bundle(), b -> new ArrayDeque<>());
    versions.removeIf(older -> older.hash().equals(usable.hash()));
    versions.addFirst(usable);
    while (versions.size() > KEPT_HASHES) {
      versions.removeLast();
    }
    if (served.size() > KEPT_BUNDLES) {
      served.remove(served.keySet().iterator().next());
    }
  }

  /** What can be shown, by bundle; of several versions of one bundle the highest. */
  synchronized List<Extension.Usable> usable() {
    Map<String, Extension.Usable> highest = new LinkedHashMap<>();
    for (Extension extension : byBundleId.values()) {
      if (extension instanceof Extension.Usable usable) {
        highest.merge(usable.bundle(), usable, Extensions::higher);
      }
    }
    return highest.values().stream()
        .sorted(Comparator.comparing(Extension.Usable::bundle))
        .toList();
  }

  private static Extension.Usable higher(Extension.Usable one, Extension.Usable other) {
    int order =
        Version.parseVersion(one.version()).compareTo(Version.parseVersion(other.version()));
    return order >= 0 ? one : other;
  }

  synchronized List<Extension.Unusable> unusable() {
    return byBundleId.values().stream()
        .filter(Extension.Unusable.class::isInstance)
        .map(Extension.Unusable.class::cast)
        .sorted(Comparator.comparing(Extension.Unusable::bundle))
        .toList();
  }

  synchronized Optional<StaticContent> content(String hash) {
    return served.values().stream()
        .flatMap(Deque::stream)
        .filter(extension -> extension.hash().equals(hash))
        .map(Extension.Usable::content)
        .findFirst();
  }
}
