package org.madoguchi.tables;

import java.util.List;

/**
 * What an import did, or would do.
 *
 * @param lines without header and blank ones
 * @param bad how much is wrong with the file altogether; 0 when it was taken (or could be)
 * @param badLines the first of it, at most {@link BadLines#KEPT}
 */
public record Outcome(
    int lines, int added, int changed, int removed, int bad, List<BadLine> badLines) {

  public static Outcome of(int lines, int added, int changed, int removed) {
    return new Outcome(lines, added, changed, removed, 0, List.of());
  }

  /** A file of which nothing is taken. */
  public static Outcome refused(int lines, BadLines bad) {
    return new Outcome(lines, 0, 0, 0, bad.total(), bad.first());
  }

  public boolean isSound() {
    return bad == 0;
  }
}
