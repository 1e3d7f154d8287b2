package org.madoguchi.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.madoguchi.benchmarks.load.Api;

/** Picks tickets of a municipality at random, every one as likely as the other. */
final class Refs {
  private record Year(int year, long serials) {}

  private final String slug;
  private final List<Year> years = new ArrayList<>();
  private final long total;

  private Refs(String slug, Api api, int thisYear) throws IOException {
    this.slug = slug;
    long sum = 0;
    for (int year = thisYear - 11; year <= thisYear; year++) {
      long serials = serials(api, year);
      if (serials > 0) {
        years.add(new Year(year, serials));
        sum += serials;
      }
    }
    total = sum;
    if (total == 0) {
      throw new IOException("no tickets in " + slug);
    }
  }

  /** Looks for the last number of every fiscal year. */
  static Refs of(String slug, Api api) throws IOException {
    return new Refs(slug, api, java.time.LocalDate.now().minusMonths(3).getYear());
  }

  private long serials(Api api, int year) throws IOException {
    long there = 0;
    long missing = 1;
    while (exists(api, year, missing)) {
      there = missing;
      missing *= 2;
    }
    while (missing - there > 1) {
      long middle = (there + missing) / 2;
      if (exists(api, year, middle)) {
        there = middle;
      } else {
        missing = middle;
      }
    }
    return there;
  }

  private boolean exists(Api api, int year, long serial) throws IOException {
    return api.status("/api/tickets/" + ref(year, serial)) == 200;
  }

  private String ref(int year, long serial) {
    return String.format("%s-%d-%06d", slug, year, serial);
  }

  String random() {
    long at = ThreadLocalRandom.current().nextLong(total);
    for (Year year : years) {
      if (at < year.serials()) {
        return ref(year.year(), at + 1);
      }
      at -= year.serials();
    }
    throw new IllegalStateException("the years do not add up");
  }

  long total() {
    return total;
  }
}
