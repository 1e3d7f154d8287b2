package org.madoguchi.search.internal.lucene;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.BooleanSupplier;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.store.AlreadyClosedException;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.Problems;
import org.madoguchi.search.DocumentKey;
import org.madoguchi.search.DocumentKind;
import org.madoguchi.search.IndexState;
import org.madoguchi.search.SearchAnswer;
import org.madoguchi.search.SearchDocument;
import org.madoguchi.search.SearchQuery;
import org.madoguchi.search.Suggestion;
import org.madoguchi.search.internal.lucene.Shelves.Opened;
import org.madoguchi.search.internal.text.Words;
import org.madoguchi.search.spi.DocumentSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The index that is searched, and the one that is being filled beside it. What changes meanwhile is
 * written to both. Whoever follows events has the index alone; those who fill it share it, and
 * leave out what was followed since they began, so that an old reading never overwrites a newer
 * one.
 */
final class Engine implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Engine.class);
  private static final int PAGE = 200;
  private static final int TRIES = 5;

  private final Shelves shelves;
  private final Searcher searcher;
  private final ReadWriteLock lock = new ReentrantReadWriteLock();
  private final Lock writing = lock.writeLock();
  private final List<Filling> fillings = new CopyOnWriteArrayList<>();
  private volatile Opened current;
  private volatile Opened next;
  private volatile String reason;
  private volatile boolean closed;

  Engine(Path folder, Words words, Searcher searcher) throws IOException {
    this.searcher = searcher;
    this.shelves = new Shelves(folder, new Documents(words));
    this.current = ofPresentAnalysis(shelves.open());
    this.reason = current.reason();
  }

  private Opened ofPresentAnalysis(Opened opened) throws IOException {
    if (!opened.reason().equals("other-analysis")) {
      return opened;
    }
    // it would find half of what is asked: each source fills a new one when it comes
    Opened fresh = shelves.fresh(opened.reason());
    opened.shelf().close();
    shelves.makeCurrent(fresh.name());
    shelves.remove(opened.name());
    return fresh;
  }

  SearchAnswer search(SearchQuery query) {
    return read(index -> searcher.search(index, query));
  }

  List<Suggestion> suggest(SearchQuery query, int most) {
    return read(index -> searcher.suggest(index, query, most));
  }

  <T> T read(Shelf.Use<T> use) {
    for (int attempt = 1; ; attempt++) {
      Shelf shelf = current.shelf();
      try {
        return shelf.search(use);
      } catch (AlreadyClosedException e) {
        // it was exchanged between the two lines above
        if (closed || attempt == TRIES) {
          throw new DomainException(Problems.UNAVAILABLE);
        }
      } catch (CorruptIndexException e) {
        LOG.error("the search index cannot be read: it has to be filled anew", e);
        reason = "corrupt";
        throw new DomainException(Problems.UNAVAILABLE);
      } catch (IOException e) {
        LOG.error("the search index cannot be read", e);
        throw new DomainException(Problems.UNAVAILABLE);
      }
    }
  }

  /** Whether the index that is searched turned out to be corrupt since it was opened. */
  boolean isDamaged() {
    return reason.equals("corrupt") && next == null && fillings.isEmpty();
  }

  /** The position up to which the source is in the index; empty when it has to be filled. */
  Optional<Long> position(DocumentSource source) throws IOException {
    openAgain();
    return Optional.ofNullable(current.shelf().positions().get(source.name()));
  }

  /** What cannot be written any more is opened anew, as it was committed. */
  private void openAgain() throws IOException {
    if (current.shelf().isWritable()) {
      return;
    }
    writing.lock();
    try {
      if (!closed && !current.shelf().isWritable()) {
        LOG.warn("the search index could not be written and is opened again");
        Opened broken = current;
        broken.shelf().close();
        current = shelves.openAgain();
        reason = current.reason();
      }
    } finally {
      writing.unlock();
    }
  }

  /** Brings the present state of what changed into the index, durably. */
  void follow(DocumentSource source, Collection<DocumentKey> touched, long position)
      throws IOException {
    List<DocumentKey> keys = List.copyOf(new LinkedHashSet<>(touched));
    for (int from = 0; from < keys.size(); from += PAGE) {
      List<DocumentKey> page = keys.subList(from, Math.min(from + PAGE, keys.size()));
      List<SearchDocument> present = source.documents(page);
      writing.lock();
      try {
        fillings.forEach(filling -> filling.followed(page));
        write(current.shelf(), page, present);
        if (next != null) {
          write(next.shelf(), page, present);
        }
      } finally {
        writing.unlock();
      }
    }
    commit(source, position);
  }

  private void commit(DocumentSource source, long position) throws IOException {
    writing.lock();
    try {
      current.shelf().commit(source.name(), position);
    } finally {
      writing.unlock();
    }
  }

  private static void write(Shelf shelf, List<DocumentKey> keys, List<SearchDocument> present)
      throws IOException {
    Set<DocumentKey> gone = new HashSet<>(keys);
    for (SearchDocument document : present) {
      shelf.put(document);
      gone.remove(document.key());
    }
    for (DocumentKey key : gone) {
      shelf.remove(key);
    }
  }

  /**
   * Brings all documents of a source into the index that is searched.
   *
   * @param stopped whether the source goes: it is filled another time then
   */
  void fill(DocumentSource source, long position, BooleanSupplier stopped) throws IOException {
    Filling filling = begin(stopped);
    try {
      if (filling.fill(current.shelf(), source, true)) {
        commit(source, position);
      }
    } finally {
      fillings.remove(filling);
      if (fillings.isEmpty() && next == null) {
        reason = "";
      }
    }
  }

  private Filling begin(BooleanSupplier stopped) {
    Filling filling = new Filling(lock.readLock(), () -> closed || stopped.getAsBoolean());
    fillings.add(filling);
    return filling;
  }

  /**
   * Fills a new index from the sources and exchanges it for the present one. Blocks.
   *
   * @return false when one is being filled already
   */
  boolean rebuild(List<DocumentSource> sources, String why) throws IOException {
    Opened fresh;
    writing.lock();
    try {
      if (next != null || closed) {
        return false;
      }
      fresh = shelves.fresh(why);
      next = fresh;
      reason = why;
    } finally {
      writing.unlock();
    }
    Filling filling = begin(() -> false);
    boolean whole = true;
    try {
      for (DocumentSource source : sources) {
        whole &= filling.fill(fresh.shelf(), source, false);
      }
    } catch (IOException | RuntimeException e) {
      whole = false;
      throw e;
    } finally {
      fillings.remove(filling);
      finish(fresh, sources, whole);
    }
    return true;
  }

  private void finish(Opened fresh, List<DocumentSource> sources, boolean whole)
      throws IOException {
    Opened obsolete = fresh;
    writing.lock();
    try {
      next = null;
      reason = "";
      if (whole) {
        Map<String, Long> reached = new HashMap<>(current.shelf().positions());
        // whatever came meanwhile is not in it, and is filled when it is followed again
        reached.keySet().retainAll(sources.stream().map(DocumentSource::name).toList());
        fresh.shelf().commit(reached);
        shelves.makeCurrent(fresh.name());
        obsolete = current;
        current = fresh;
      }
    } finally {
      writing.unlock();
    }
    obsolete.shelf().close();
    shelves.remove(obsolete.name());
  }

  IndexState state() {
    Shelf shelf = current.shelf();
    Map<DocumentKind, Long> documents = documents();
    boolean busy = next != null || !fillings.isEmpty();
    return new IndexState(documents, shelf.bytes(), shelf.positions(), busy, reason);
  }

  /** None when it cannot be read: that it is corrupt is told besides. */
  private Map<DocumentKind, Long> documents() {
    Map<DocumentKind, Long> documents = new EnumMap<>(DocumentKind.class);
    try {
      read(
          index -> {
            for (DocumentKind kind : DocumentKind.values()) {
              documents.put(kind, count(index, kind));
            }
            return documents;
          });
    } catch (DomainException e) {
      documents.clear();
    }
    return documents;
  }

  private static long count(IndexSearcher index, DocumentKind kind) throws IOException {
    return index.count(Queries.term(Fields.KIND, kind.name()));
  }

  /** From now on nothing is filled to its end. */
  void stopFilling() {
    closed = true;
  }

  @Override
  public void close() {
    closed = true;
    writing.lock();
    try {
      List<Opened> open = new ArrayList<>(List.of(current));
      if (next != null) {
        open.add(next);
      }
      open.forEach(each -> each.shelf().close());
    } finally {
      writing.unlock();
    }
  }
}
