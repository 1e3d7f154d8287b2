package org.madoguchi.persistence;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Values for statements that name as many as there are. */
public final class Filled {
  private Filled() {}

  /**
   * The same values, the last one repeated up to a power of two: few different statements, because
   * Derby compiles each of them.
   */
  public static <T> List<T> up(List<T> values) {
    if (values.size() < 2) {
      return values;
    }
    int count = Integer.highestOneBit(values.size() - 1) * 2;
    List<T> filled = new ArrayList<>(values);
    filled.addAll(Collections.nCopies(count - values.size(), values.get(values.size() - 1)));
    return filled;
  }
}
