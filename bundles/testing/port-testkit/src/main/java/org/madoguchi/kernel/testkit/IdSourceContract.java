package org.madoguchi.kernel.testkit;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.Test;
import org.madoguchi.kernel.store.IdSource;

/** No number is given out twice, whoever asks. */
public abstract class IdSourceContract {
  /** One more node that takes numbers from the same series; nothing has been taken at first. */
  protected abstract IdSource node();

  @Test
  public void seriesBeginsAtOneAndCountsUp() {
    IdSource ids = node();
    for (long expected = 1; expected <= 2_500; expected++) {
      assertEquals(expected, ids.next("ticket-no/mihon/2026"));
    }
  }

  @Test
  public void seriesDoNotTouchEachOther() {
    IdSource ids = node();
    ids.next("ticket-no/mihon/2026");
    ids.next("ticket-no/mihon/2026");
    assertEquals(1, ids.next("ticket-no/mihon/2027"));
    assertEquals(1, ids.next("ticket-no/aoba/2026"));
    assertEquals(3, ids.next("ticket-no/mihon/2026"));
  }

  @Test
  public void manyThreadsOnTwoNodesGetEveryNumberOnceAndGrowing() throws Exception {
    IdSource one = node();
    IdSource two = node();
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Callable<List<Long>>> all = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        IdSource mine = i % 2 == 0 ? one : two;
        all.add(() -> take(mine, 500));
      }
      Set<Long> seen = new HashSet<>();
      for (Future<List<Long>> part : threads.invokeAll(all)) {
        long last = 0;
        for (long id : part.get()) {
          assertTrue("grows", id > last);
          assertTrue("twice: " + id, seen.add(id));
          last = id;
        }
      }
      assertEquals(4_000, seen.size());
    } finally {
      threads.shutdownNow();
    }
  }

  private static List<Long> take(IdSource node, int count) {
    List<Long> ids = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ids.add(node.next("event"));
    }
    return ids;
  }
}
