package org.madoguchi.channels.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.madoguchi.channels.Intake;
import org.madoguchi.kernel.store.BlobRef;
import org.madoguchi.kernel.store.BlobStore;

/**
 * Stores the contents of several deliveries side by side. Each waits for the disk twice; a file
 * system lets those who wait at the same time share one write.
 */
final class ParallelBlobs implements AutoCloseable {
  private static final int SIDE_BY_SIDE = 8;

  private final BlobStore blobs;
  private final ThreadPoolExecutor threads;

  ParallelBlobs(BlobStore blobs) {
    this.blobs = blobs;
    AtomicInteger count = new AtomicInteger();
    this.threads =
        new ThreadPoolExecutor(
            SIDE_BY_SIDE,
            SIDE_BY_SIDE,
            10,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            work -> {
              Thread thread = new Thread(work, "channels-intake-" + count.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    threads.allowCoreThreadTimeOut(true);
  }

  /**
   * In the order of the contents.
   *
   * @throws IOException one of them could not be stored; some of the others are
   */
  List<BlobRef> put(List<InputStream> contents) throws IOException {
    if (contents.size() == 1) {
      return List.of(put(contents.get(0)));
    }
    List<Callable<BlobRef>> puts = new ArrayList<>();
    contents.forEach(content -> puts.add(() -> put(content)));
    try {
      // returns when all have ended, so that nobody reads a stream its owner has closed
      List<BlobRef> stored = new ArrayList<>();
      for (Future<BlobRef> put : threads.invokeAll(puts)) {
        stored.add(put.get());
      }
      return stored;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    } catch (ExecutionException e) {
      throw failure(e.getCause());
    }
  }

  private BlobRef put(InputStream content) throws IOException {
    return blobs.put(content, Intake.MAX_BYTES);
  }

  private static IOException failure(Throwable cause) {
    if (cause instanceof RuntimeException e) {
      throw e;
    }
    if (cause instanceof Error e) {
      throw e;
    }
    return (IOException) cause;
  }

  @Override
  public void close() {
    threads.shutdown();
  }
}
