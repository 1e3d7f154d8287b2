package org.madoguchi.search.internal.lucene;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Lock;
import java.util.function.BooleanSupplier;
import org.madoguchi.search.DocumentKey;
import org.madoguchi.search.SearchDocument;
import org.madoguchi.search.spi.DocumentSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings all documents of a source into an index: one thread reads ahead, every processor analyses
 * texts. What is followed meanwhile is newer than what was read, and is never overwritten.
 */
final class Filling {
  private static final Logger LOG = LoggerFactory.getLogger(Filling.class);

  /** Documents of a page lie in memory whole, and each may be long. */
  private static final int PAGE = 100;

  private static final int SEARCHABLE_EVERY = 10_000;
  private static final AtomicInteger NUMBER = new AtomicInteger();

  private final Lock sharing;
  private final BooleanSupplier stopped;
  private final Set<DocumentKey> followed = ConcurrentHashMap.newKeySet();
  private volatile boolean ended;

  /**
   * @param sharing held by each who writes a document, while nobody follows events
   */
  Filling(Lock sharing, BooleanSupplier stopped) {
    this.sharing = sharing;
    this.stopped = stopped;
  }

  /** Called while nobody holds the shared lock: the index has the newest of these. */
  void followed(Collection<DocumentKey> keys) {
    followed.addAll(keys);
  }

  /**
   * Returns when all of them are written.
   *
   * @param early whether what is there already can be found before the end
   * @return false when it was stopped before
   */
  boolean fill(Shelf shelf, DocumentSource source, boolean early) throws IOException {
    int threads = Math.max(1, Runtime.getRuntime().availableProcessors());
    ExecutorService analysing = Executors.newFixedThreadPool(threads, Filling::thread);
    ended = false;
    try {
      long count = fill(shelf, source, early, analysing, threads + 1);
      LOG.info("{} documents of {} are in the search index", count, source.name());
      return !stopped.getAsBoolean();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while the search index was filled", e);
    } finally {
      ended = true;
      end(analysing);
    }
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "madoguchi-search-filling-" + NUMBER.incrementAndGet());
    thread.setDaemon(true);
    thread.setContextClassLoader(Filling.class.getClassLoader());
    return thread;
  }

  private long fill(
      Shelf shelf, DocumentSource source, boolean early, ExecutorService analysing, int ahead)
      throws IOException, InterruptedException {
    CompletionService<Integer> pages = new ExecutorCompletionService<>(analysing);
    Optional<DocumentKey> after = Optional.empty();
    int waiting = 0;
    long count = 0;
    long shown = 0;
    while (!stopped.getAsBoolean()) {
      List<DocumentKey> keys = source.keys(after, PAGE);
      if (keys.isEmpty()) {
        break;
      }
      List<SearchDocument> documents = source.documents(keys);
      pages.submit(written(shelf, documents));
      waiting++;
      after = Optional.of(keys.get(keys.size() - 1));
      if (waiting == ahead) {
        count += next(pages);
        waiting--;
      }
      if (early && count - shown >= SEARCHABLE_EVERY) {
        shelf.refresh();
        shown = count;
      }
    }
    for (; waiting > 0; waiting--) {
      count += next(pages);
    }
    return count;
  }

  private Callable<Integer> written(Shelf shelf, List<SearchDocument> documents) {
    return () -> {
      int count = 0;
      for (SearchDocument document : documents) {
        if (ended) {
          break;
        }
        Shelf.Analysed analysed = shelf.analysed(document);
        sharing.lock();
        try {
          if (!followed.contains(document.key())) {
            shelf.put(analysed);
            count++;
          }
        } finally {
          sharing.unlock();
        }
      }
      return count;
    };
  }

  private static int next(CompletionService<Integer> pages)
      throws IOException, InterruptedException {
    try {
      return pages.take().get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException failure) {
        throw failure;
      }
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IOException("texts could not be analysed", e.getCause());
    }
  }

  /** Nobody writes any more when this returns. Never interrupts: Lucene would close the index. */
  private static void end(ExecutorService analysing) {
    analysing.shutdown();
    boolean interrupted = false;
    while (!analysing.isTerminated()) {
      try {
        analysing.awaitTermination(1, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
