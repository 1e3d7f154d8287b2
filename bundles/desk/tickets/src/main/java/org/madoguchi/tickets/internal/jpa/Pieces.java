package org.madoguchi.tickets.internal.jpa;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Keys, as many at a time as one statement takes. */
final class Pieces {
  static final int SIZE = 256;

  private Pieces() {}

  static <T> List<List<T>> of(Collection<T> keys) {
    List<T> all = List.copyOf(keys);
    List<List<T>> pieces = new ArrayList<>();
    for (int from = 0; from < all.size(); from += SIZE) {
      pieces.add(all.subList(from, Math.min(all.size(), from + SIZE)));
    }
    return pieces;
  }
}
