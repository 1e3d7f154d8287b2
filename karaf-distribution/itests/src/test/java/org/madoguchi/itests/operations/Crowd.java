package org.madoguchi.itests.operations;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Many people who do the same at once. */
final class Crowd {
  private Crowd() {}

  static <T> List<T> atOnce(int people, Callable<T> work) throws Exception {
    ExecutorService crowd = Executors.newFixedThreadPool(people);
    try {
      List<T> results = new ArrayList<>();
      for (Future<T> each : crowd.invokeAll(Collections.nCopies(people, work))) {
        results.add(each.get());
      }
      return results;
    } finally {
      crowd.shutdown();
    }
  }
}
