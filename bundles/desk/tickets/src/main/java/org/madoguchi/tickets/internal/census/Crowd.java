package org.madoguchi.tickets.internal.census;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.madoguchi.kernel.access.AccessTag;

/** Tickets of one municipality that are counted together. */
final class Crowd {
  private static final Comparator<Standing> DUE_FIRST =
      Comparator.comparing(Standing::dueAt)
          .thenComparing(s -> s.ref().fiscalYear())
          .thenComparing(s -> s.ref().serial());

  private final TreeSet<Standing> byDueDate = new TreeSet<>(DUE_FIRST);
  private final Map<AccessTag, Integer> numbers = new HashMap<>();

  void add(Standing standing) {
    byDueDate.add(standing);
    numbers.merge(standing.tag(), 1, Integer::sum);
  }

  /**
   * @return whether nobody is left
   */
  boolean remove(Standing standing) {
    byDueDate.remove(standing);
    numbers.compute(standing.tag(), (tag, n) -> n == 1 ? null : n - 1);
    return byDueDate.isEmpty();
  }

  int count(Predicate<AccessTag> reached) {
    int count = 0;
    for (Map.Entry<AccessTag, Integer> entry : numbers.entrySet()) {
      count += reached.test(entry.getKey()) ? entry.getValue() : 0;
    }
    return count;
  }

  /** Those that were due before now; no further than {@code most}. */
  int overdue(Instant now, Predicate<AccessTag> reached, int most) {
    int count = 0;
    for (Standing standing : byDueDate) {
      if (count == most || !standing.dueAt().isBefore(now)) {
        break;
      }
      count += reached.test(standing.tag()) ? 1 : 0;
    }
    return count;
  }

  /** Those that fit; no further than {@code most}. */
  int count(Predicate<AccessTag> reached, Predicate<Standing> fits, int most) {
    int count = 0;
    for (Standing standing : byDueDate) {
      if (count == most) {
        break;
      }
      count += reached.test(standing.tag()) && fits.test(standing) ? 1 : 0;
    }
    return count;
  }
}
