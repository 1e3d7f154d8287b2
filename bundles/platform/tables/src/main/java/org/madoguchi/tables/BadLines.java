package org.madoguchi.tables;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * What is wrong with a file. All of it is counted, the first {@value #KEPT} by line are kept: a
 * million bad lines take no more memory and make no longer answer than a thousand.
 */
public final class BadLines {
  /** More would be read by nobody. */
  public static final int KEPT = 1_000;

  private record Noted(BadLine line, int turn) {}

  private static final Comparator<Noted> IN_ORDER =
      Comparator.<Noted>comparingInt(n -> n.line().line()).thenComparingInt(Noted::turn);

  private final PriorityQueue<Noted> kept = new PriorityQueue<>(IN_ORDER.reversed());
  private int total;

  public void add(BadLine line) {
    kept.add(new Noted(line, total++));
    if (kept.size() > KEPT) {
      kept.remove();
    }
  }

  public int total() {
    return total;
  }

  public boolean isEmpty() {
    return total == 0;
  }

  /** By line; those of one line in the order they were noted. */
  public List<BadLine> first() {
    return kept.stream().sorted(IN_ORDER).map(Noted::line).toList();
  }
}
