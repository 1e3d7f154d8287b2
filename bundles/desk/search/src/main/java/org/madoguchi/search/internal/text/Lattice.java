package org.madoguchi.search.internal.text;

import java.util.Arrays;

/**
 * Cuts a text into the words that cost least together (Viterbi), as the tokenizer does that comes
 * with the dictionary, in less time: nothing is copied, and what two neighbours cost is looked up
 * once for all words that are alike on that side, and never for words that are beaten by one that
 * is alike. For one thread; used for one piece of text after the other.
 */
final class Lattice implements UniDic.Taking {
  private static final int NONE = -1;

  private final UniDic dictionary;
  private String text;
  private int from;

  // the words, in the order in which they were found; the first one is the beginning
  private int count;
  private int[] numbers = new int[256];
  private int[] starts = new int[256];
  private int[] ends = new int[256];
  private int[] costs = new int[256];
  private int[] lefts = new int[256];
  private int[] rights = new int[256];
  private int[] before = new int[256];
  private int[] nextEnding = new int[256];
  private boolean[] known = new boolean[256];

  // for each place of the piece, the words that end there
  private int[] firstEnding = new int[0];
  private int[] lastEnding = new int[0];

  // at the place looked at: who may come before, and who comes best before each left side
  private int[] candidates = new int[16];
  private int sides;
  private int[] sideIds = new int[16];
  private int[] sideBest = new int[16];
  private int[] sideCosts = new int[16];

  private int start;
  private boolean isKnown;

  Lattice(UniDic dictionary) {
    this.dictionary = dictionary;
  }

  /**
   * Cuts one piece.
   *
   * @return its words in order, for the questions below
   */
  int[] cut(String whole, int begin, int end) {
    text = whole;
    from = begin;
    begin(end - begin);
    int unknownEnd = NONE;
    for (int at = begin; at < end; at++) {
      if (firstEnding[at - begin] == NONE) {
        continue; // no word ends here
      }
      int first = count;
      start = at;
      isKnown = true;
      boolean found = dictionary.words(text, at, end, this);
      if (unknownEnd <= at) {
        unknownEnd = addUnknown(at, end, found, unknownEnd);
      }
      connect(at, first);
    }
    return path(bestBefore(end, 0));
  }

  private void begin(int length) {
    if (firstEnding.length <= length) {
      firstEnding = new int[length + 64];
      lastEnding = new int[length + 64];
    }
    Arrays.fill(firstEnding, 0, length + 1, NONE);
    count = 1;
    costs[0] = 0;
    rights[0] = 0;
    before[0] = NONE;
    nextEnding[0] = NONE;
    firstEnding[0] = 0;
    lastEnding[0] = 0;
  }

  private int addUnknown(int at, int end, boolean found, int otherwise) {
    int unknownEnd = otherwise;
    int[] categories = dictionary.categories(text.charAt(at));
    isKnown = false;
    for (int i = 0; i < categories.length; i++) {
      int category = categories[i];
      if (!found || dictionary.alwaysTries(category)) {
        int length = dictionary.goTogether(category) ? together(at, end, category, i) : 1;
        for (int number : dictionary.unknown(category)) {
          word(at + length, number);
        }
        unknownEnd = at + length;
      }
    }
    return unknownEnd;
  }

  private int together(int at, int end, int category, int which) {
    int length = 1;
    while (at + length < end) {
      int[] theirs = dictionary.categories(text.charAt(at + length));
      if (which >= theirs.length || theirs[which] != category) {
        break;
      }
      length++;
    }
    return length;
  }

  /** A word that begins at the place looked at. */
  @Override
  public void word(int end, int number) {
    if (count == numbers.length) {
      grow();
    }
    numbers[count] = number;
    starts[count] = start;
    ends[count] = end;
    known[count] = isKnown;
    long sides = dictionary.sides(number, isKnown);
    lefts[count] = UniDic.left(sides);
    rights[count] = UniDic.right(sides);
    costs[count] = UniDic.cost(sides);
    count++;
  }

  private void grow() {
    int more = 2 * count;
    numbers = Arrays.copyOf(numbers, more);
    starts = Arrays.copyOf(starts, more);
    ends = Arrays.copyOf(ends, more);
    costs = Arrays.copyOf(costs, more);
    lefts = Arrays.copyOf(lefts, more);
    rights = Arrays.copyOf(rights, more);
    before = Arrays.copyOf(before, more);
    nextEnding = Arrays.copyOf(nextEnding, more);
    known = Arrays.copyOf(known, more);
  }

  /** Finds the best way to each word that begins here; from now on its costs are of the way. */
  private void connect(int at, int first) {
    sides = 0;
    int before = collect(at);
    for (int word = first; word < count; word++) {
      int side = side(lefts[word], before);
      this.before[word] = sideBest[side];
      costs[word] += sideCosts[side];
      endsAt(word, ends[word] - from);
    }
  }

  private void endsAt(int word, int place) {
    nextEnding[word] = NONE;
    if (firstEnding[place] == NONE) {
      firstEnding[place] = word;
    } else {
      nextEnding[lastEnding[place]] = word;
    }
    lastEnding[place] = word;
  }

  /** Of the words that end here and are alike on the right side, the best; the first of equals. */
  private int collect(int at) {
    int found = 0;
    for (int word = firstEnding[at - from]; word != NONE; word = nextEnding[word]) {
      int same = 0;
      while (same < found && rights[candidates[same]] != rights[word]) {
        same++;
      }
      if (same < found && costs[candidates[same]] <= costs[word]) {
        continue;
      }
      if (same < found) {
        // the better one stands where it was found
        System.arraycopy(candidates, same + 1, candidates, same, found - same - 1);
        found--;
      }
      if (found == candidates.length) {
        candidates = Arrays.copyOf(candidates, 2 * found);
      }
      candidates[found++] = word;
    }
    return found;
  }

  /** Where it is kept who comes best before words of this left side. */
  private int side(int left, int before) {
    for (int i = 0; i < sides; i++) {
      if (sideIds[i] == left) {
        return i;
      }
    }
    if (sides == sideIds.length) {
      sideIds = Arrays.copyOf(sideIds, 2 * sides);
      sideBest = Arrays.copyOf(sideBest, 2 * sides);
      sideCosts = Arrays.copyOf(sideCosts, 2 * sides);
    }
    int best = NONE;
    int least = Integer.MAX_VALUE;
    for (int i = 0; i < before; i++) {
      int word = candidates[i];
      int cost = costs[word] + dictionary.cost(rights[word], left);
      if (cost < least) {
        least = cost;
        best = word;
      }
    }
    sideIds[sides] = left;
    sideBest[sides] = best;
    sideCosts[sides] = least;
    return sides++;
  }

  private int bestBefore(int end, int left) {
    sides = 0;
    return sideBest[side(left, collect(end))];
  }

  /** The words of the best way, in order. */
  private int[] path(int last) {
    int length = 0;
    for (int word = last; word > 0; word = before[word]) {
      length++;
    }
    int[] path = new int[length];
    for (int word = last; word > 0; word = before[word]) {
      path[--length] = word;
    }
    return path;
  }

  int start(int word) {
    return starts[word];
  }

  int end(int word) {
    return ends[word];
  }

  int number(int word) {
    return numbers[word];
  }

  boolean isKnown(int word) {
    return known[word];
  }
}
