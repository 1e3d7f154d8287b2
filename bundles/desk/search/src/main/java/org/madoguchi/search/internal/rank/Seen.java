package org.madoguchi.search.internal.rank;

import java.util.Arrays;

/**
 * One part of a document as a question sees it: where the terms stand that it asks about. Used for
 * one document after the other. A term is its place in the question's list.
 */
final class Seen {
  private final Numbering terms;
  private final Numbering bigrams;
  private final int[] counts;
  private final int[] bigramCounts;
  private final boolean isTitle;

  // what of the part is asked about, in order
  private int[] found = new int[64];

  /** With gaps, so that those side by side are told from those with grammar between them. */
  private int[] slots = new int[64];

  /** Without gaps. */
  private int[] places = new int[64];

  private int hits;
  private int length;
  private int bigramLength;

  Seen(boolean isTitle, Numbering terms, int termCount, Numbering bigrams, int bigramCount) {
    this.isTitle = isTitle;
    this.terms = terms;
    this.bigrams = bigrams;
    this.counts = new int[termCount];
    this.bigramCounts = new int[bigramCount];
  }

  void look(Profile.Part part) {
    Arrays.fill(counts, 0);
    Arrays.fill(bigramCounts, 0);
    hits = 0;
    length = 0;
    for (int i = 0; i < part.slots(); i++) {
      long number = part.slot(i);
      if (number != Profile.GAP) {
        int term = terms.of(number);
        if (term >= 0) {
          hit(term, i, length);
        }
        length++;
      }
    }
    bigramLength = part.bigrams();
    for (int i = 0; i < bigramLength; i++) {
      int bigram = bigrams.of(part.bigram(i));
      if (bigram >= 0) {
        bigramCounts[bigram]++;
      }
    }
  }

  private void hit(int term, int slot, int place) {
    if (hits == found.length) {
      found = Arrays.copyOf(found, 2 * hits);
      slots = Arrays.copyOf(slots, 2 * hits);
      places = Arrays.copyOf(places, 2 * hits);
    }
    counts[term]++;
    found[hits] = term;
    slots[hits] = slot;
    places[hits++] = place;
  }

  boolean isTitle() {
    return isTitle;
  }

  /** Of all its terms. */
  int length() {
    return length;
  }

  int bigramLength() {
    return bigramLength;
  }

  int count(int term) {
    return counts[term];
  }

  int bigram(int bigram) {
    return bigramCounts[bigram];
  }

  /** How often the two stand side by side, in this order. */
  int pair(int first, int second) {
    if (counts[first] == 0 || counts[second] == 0) {
      return 0;
    }
    int count = 0;
    for (int i = 0; i + 1 < hits; i++) {
      if (found[i] == first && found[i + 1] == second && slots[i + 1] == slots[i] + 1) {
        count++;
      }
    }
    return count;
  }

  /** How often the two stand at most two terms apart, in any order. */
  int near(int first, int second) {
    if (counts[first] == 0 || counts[second] == 0) {
      return 0;
    }
    int count = 0;
    for (int i = 0; i + 1 < hits; i++) {
      if (found[i] == first) {
        count += nextWithin(i, second);
      } else if (found[i] == second) {
        count += nextWithin(i, first);
      }
    }
    return count;
  }

  private int nextWithin(int from, int wanted) {
    for (int i = from + 1; i < hits && places[i] <= places[from] + 2; i++) {
      if (found[i] == wanted) {
        return 1;
      }
    }
    return 0;
  }

  /** How often the terms follow each other, whatever grammar stands between. */
  int phrase(int[] phrase) {
    for (int term : phrase) {
      if (counts[term] == 0) {
        return 0;
      }
    }
    if (phrase.length == 1) {
      return counts[phrase[0]];
    }
    int count = 0;
    for (int i = 0; i + phrase.length <= hits; i++) {
      if (isAt(i, phrase)) {
        count++;
      }
    }
    return count;
  }

  private boolean isAt(int from, int[] phrase) {
    for (int i = 0; i < phrase.length; i++) {
      if (found[from + i] != phrase[i] || places[from + i] != places[from] + i) {
        return false;
      }
    }
    return true;
  }
}
