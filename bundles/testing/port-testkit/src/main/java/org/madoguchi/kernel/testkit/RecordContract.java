package org.madoguchi.kernel.testkit;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.Test;

/** Records that people create and edit, several at a time and sometimes twice. */
public abstract class RecordContract {
  private static final int THREADS = 6;

  /** Creates a record as REST does for that request id. @return its key */
  protected abstract String create(String requestId);

  protected abstract long version(String key);

  /**
   * Edits the record as somebody who saw that version; each call to something new.
   *
   * @throws RuntimeException when the version is stale
   */
  protected abstract void edit(String key, long version);

  /** What is stored of the record, and its history; compared with {@code equals}. */
  protected abstract Object stored(String key);

  @Test
  public void sameRequestTwiceIsOneRecord() {
    String key = create("request-1");
    Object before = stored(key);
    assertEquals(key, create("request-1"));
    assertEquals(before, stored(key));
    assertNotEquals(key, create("request-2"));
  }

  @Test
  public void sameRequestFromManyThreadsIsOneRecord() throws Exception {
    assertEquals(1, new HashSet<>(together(() -> create("request-1"))).size());
  }

  @Test
  public void editMakesANewVersion() {
    String key = create("request-1");
    long before = version(key);
    edit(key, before);
    assertTrue(version(key) > before);
  }

  @Test
  public void staleWriteIsRefusedAndChangesNothing() {
    String key = create("request-1");
    long seen = version(key);
    edit(key, seen);
    Object before = stored(key);
    assertThrows(RuntimeException.class, () -> edit(key, seen));
    assertEquals(before, stored(key));
    edit(key, version(key));
    assertNotEquals("who looks again may write", before, stored(key));
  }

  @Test
  public void ofManyWritesOfOneVersionOneWins() throws Exception {
    String key = create("request-1");
    long seen = version(key);
    List<Boolean> won = together(() -> tryEdit(key, seen));
    assertEquals(1, won.stream().filter(w -> w).count());
  }

  private boolean tryEdit(String key, long version) {
    try {
      edit(key, version);
      return true;
    } catch (RuntimeException stale) {
      return false;
    }
  }

  private static <T> List<T> together(Callable<T> work) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Callable<T>> all = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        all.add(work);
      }
      List<T> results = new ArrayList<>();
      for (Future<T> one : threads.invokeAll(all)) {
        results.add(one.get());
      }
      return results;
    } finally {
      threads.shutdownNow();
    }
  }
}
