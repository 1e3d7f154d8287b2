package org.madoguchi.search.internal.rank;

/** Finds the place of a number among a few; nearly all that is asked is not among them. */
final class Numbering {
  private static final int NONE = -1;

  private final long[] numbers;
  private final int[] places;
  private final int mask;

  /** Of equal numbers the first one is found. */
  Numbering(long[] all) {
    int room = Integer.highestOneBit(Math.max(8, all.length)) * 8;
    this.numbers = new long[room];
    this.places = new int[room];
    this.mask = room - 1;
    java.util.Arrays.fill(places, NONE);
    for (int i = 0; i < all.length; i++) {
      int at = at(all[i]);
      if (places[at] == NONE) {
        numbers[at] = all[i];
        places[at] = i;
      }
    }
  }

  /** Where it is or would be. */
  private int at(long number) {
    int at = (int) (number ^ number >>> 17) & mask;
    while (places[at] != NONE && numbers[at] != number) {
      at = at + 1 & mask;
    }
    return at;
  }

  /** Its place, or -1. */
  int of(long number) {
    return places[at(number)];
  }
}
