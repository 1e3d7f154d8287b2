package org.madoguchi.portal.internal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.knowledge.PublishedArticle;
import org.madoguchi.knowledge.PublishedArticles;
import org.osgi.service.component.annotations.Component;

/**
 * This node's view of what citizens read: of every article what lists show, and the last ones that
 * were read whole. {@link ShelfFollower} keeps it as the articles are. Thread-safe.
 */
@Component(service = Shelves.class)
public final class Shelves {
  private static final int WHOLE = 300;
  private static final int GONE = 10_000;

  private PublishedArticles source;
  private boolean filled;
  private long changes;
  private final Map<MunicipalityId, Map<Long, Entry>> entries = new HashMap<>();
  private final Map<MunicipalityId, Shelf> shelves = new ConcurrentHashMap<>();
  private final Map<Long, PublishedArticle> whole = bounded(WHOLE);
  private final Map<Long, MunicipalityId> gone = bounded(GONE);

  private static <V> Map<Long, V> bounded(int most) {
    return new LinkedHashMap<>(16, 0.75f, true) {
      private static final long serialVersionUID = 1L;

      @Override
      protected boolean removeEldestEntry(Map.Entry<Long, V> eldest) {
        return size() > most;
      }
    };
  }

  /** The knowledge is there; what it holds follows. */
  synchronized void opened(PublishedArticles articles) {
    source = articles;
    forget();
  }

  synchronized void closed() {
    source = null;
    forget();
  }

  private void forget() {
    filled = false;
    changes++;
    entries.clear();
    shelves.clear();
    whole.clear();
  }

  /** What was read of all articles is all there is. */
  synchronized void filled(Collection<Entry> all) {
    forget();
    all.forEach(this::put);
    filled = true;
  }

  private void put(Entry entry) {
    entries.computeIfAbsent(entry.municipality(), m -> new HashMap<>()).put(entry.id(), entry);
  }

  /** Articles that something happened to, and what is there of them now. */
  synchronized void changed(Set<Long> ids, List<PublishedArticle> now) {
    changes++;
    whole.keySet().removeAll(ids);
    Set<Long> leaving = new HashSet<>(ids);
    for (PublishedArticle article : now) {
      if (article.isOpen()) {
        leaving.remove(article.id());
        gone.remove(article.id());
        put(Entry.of(article));
        shelves.remove(article.municipality());
      }
    }
    entries.forEach(
        (municipality, those) ->
            leaving.stream()
                .filter(id -> those.remove(id) != null)
                .forEach(
                    id -> {
                      gone.put(id, municipality);
                      shelves.remove(municipality);
                    }));
  }

  /** Whether there are articles at all. */
  synchronized boolean isOpen() {
    return source != null;
  }

  /** Whether all of them are known already. */
  synchronized boolean isFilled() {
    return filled;
  }

  Shelf of(MunicipalityId municipality) {
    Shelf known = shelves.get(municipality);
    return known == null ? made(municipality) : known;
  }

  private synchronized Shelf made(MunicipalityId municipality) {
    return shelves.computeIfAbsent(
        municipality, m -> Shelf.of(entries.getOrDefault(m, Map.of()).values()));
  }

  /** Whether citizens could read it once, as far as this node remembers. */
  synchronized boolean isGone(MunicipalityId municipality, long id) {
    return municipality.equals(gone.get(id));
  }

  /** An article that citizens of the municipality read. */
  Optional<PublishedArticle> article(MunicipalityId municipality, long id) {
    return articles(municipality, List.of(id)).stream().findFirst();
  }

  /** Those of the ids that citizens read, in their order; with one question to the knowledge. */
  List<PublishedArticle> articles(MunicipalityId municipality, List<Long> ids) {
    Map<Long, Entry> open = of(municipality).byId();
    List<Long> wanted = ids.stream().filter(open::containsKey).toList();
    Map<Long, PublishedArticle> found = new HashMap<>();
    List<Long> missing = new ArrayList<>();
    PublishedArticles asked;
    long before;
    synchronized (this) {
      for (Long id : wanted) {
        PublishedArticle known = whole.get(id);
        if (known == null) {
          missing.add(id);
        } else {
          found.put(id, known);
        }
      }
      asked = source;
      before = changes;
    }
    if (!missing.isEmpty() && asked != null) {
      List<PublishedArticle> read =
          asked.find(missing).stream()
              .filter(PublishedArticle::isOpen)
              .filter(article -> article.municipality().equals(municipality))
              .toList();
      read.forEach(article -> found.put(article.id(), article));
      keep(read, before);
    }
    return wanted.stream().filter(found::containsKey).map(found::get).toList();
  }

  /** What changed while it was read may be old already. */
  private synchronized void keep(List<PublishedArticle> read, long before) {
    if (changes == before) {
      read.forEach(article -> whole.put(article.id(), article));
    }
  }
}
