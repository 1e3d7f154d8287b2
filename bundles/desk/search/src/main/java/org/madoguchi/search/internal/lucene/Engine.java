package org.madoguchi.search.internal.lucene;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
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
 * written to both. A page of documents is read and written under one lock with the changes, so that
 * an old reading never overwrites a newer one.
 */
final class Engine implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Engine.class);
  private static final int PAGE = 500;
  private static final int TRIES = 5;

  private final Shelves shelves;
  private final Searcher searcher;
  private final ReentrantLock writing = new ReentrantLock();
  private final AtomicInteger filling = new AtomicInteger();
  private volatile Opened current;
  private volatile Opened next;
  private volatile String reason;
  private volatile boolean closed;

  Engine(Path folder, Words words, Searcher searcher) throws IOException {
    this.searcher = searcher;
    this.shelves = new Shelves(folder, new Documents(words));
    Opened opened = shelves.open();
    if (opened.reason().equals("other-analysis")) {
      // it would find half of what is asked: each source fills a new one when it comes
      Opened fresh = shelves.fresh(opened.reason());
      opened.shelf().close();
      shelves.makeCurrent(fresh.name());
      shelves.remove(opened.name());
      opened = fresh;
    }
    this.current = opened;
    this.reason = opened.reason();
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
    return reason.equals("corrupt") && next == null && filling.get() == 0;
  }

  /** The position up to which the source is in the index; empty when it has to be filled. */
  Optional<Long> position(DocumentSource source) {
    return Optional.ofNullable(current.shelf().positions().get(source.name()));
  }

  /** Brings the present state of what changed into the index, durably. */
  void follow(DocumentSource source, Collection<DocumentKey> touched, long position)
      throws IOException {
    List<DocumentKey> keys = List.copyOf(new LinkedHashSet<>(touched));
    writing.lock();
    try {
      for (int from = 0; from < keys.size(); from += PAGE) {
        List<DocumentKey> page = keys.subList(from, Math.min(from + PAGE, keys.size()));
        List<SearchDocument> present = source.documents(page);
        write(current.shelf(), page, present);
        if (next != null) {
          write(next.shelf(), page, present);
        }
      }
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

  /** Brings all documents of a source into the index that is searched. */
  void fill(DocumentSource source, long position) throws IOException {
    filling.incrementAndGet();
    try {
      fill(current.shelf(), source);
      writing.lock();
      try {
        current.shelf().commit(source.name(), position);
      } finally {
        writing.unlock();
      }
    } finally {
      if (filling.decrementAndGet() == 0 && next == null) {
        reason = "";
      }
    }
  }

  private void fill(Shelf shelf, DocumentSource source) throws IOException {
    Optional<DocumentKey> after = Optional.empty();
    long count = 0;
    while (!closed) {
      List<DocumentKey> page = source.keys(after, PAGE);
      if (page.isEmpty()) {
        break;
      }
      writing.lock();
      try {
        putAll(shelf, source.documents(page));
      } finally {
        writing.unlock();
      }
      count += page.size();
      after = Optional.of(page.get(page.size() - 1));
    }
    LOG.info("{} documents of {} are in the search index", count, source.name());
  }

  /** Analysing texts is the work of filling: every processor takes part. */
  private static void putAll(Shelf shelf, List<SearchDocument> documents) throws IOException {
    try {
      documents.parallelStream()
          .forEach(
              document -> {
                try {
                  shelf.put(document);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
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
    boolean whole = false;
    try {
      for (DocumentSource source : sources) {
        fill(fresh.shelf(), source);
      }
      whole = !closed;
    } finally {
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
        Map<String, Long> reached = current.shelf().positions();
        for (DocumentSource source : sources) {
          fresh.shelf().commit(source.name(), reached.getOrDefault(source.name(), 0L));
        }
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
    Map<DocumentKind, Long> documents = new EnumMap<>(DocumentKind.class);
    read(
        index -> {
          for (DocumentKind kind : DocumentKind.values()) {
            documents.put(kind, count(index, kind));
          }
          return documents;
        });
    boolean busy = next != null || filling.get() > 0;
    return new IndexState(documents, shelf.bytes(), shelf.positions(), busy, reason);
  }

  private static long count(IndexSearcher index, DocumentKind kind) throws IOException {
    return index.count(Queries.term(Fields.KIND, kind.name()));
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
