package org.madoguchi.search.internal.text;

import com.atilika.kuromoji.dict.CharacterDefinitions;
import com.atilika.kuromoji.dict.ConnectionCosts;
import com.atilika.kuromoji.dict.TokenInfoDictionary;
import com.atilika.kuromoji.dict.UnknownDictionary;
import com.atilika.kuromoji.trie.DoubleArrayTrie;
import com.atilika.kuromoji.unidic.Token;
import com.atilika.kuromoji.unidic.Tokenizer;
import com.atilika.kuromoji.util.SimpleResourceResolver;
import com.atilika.kuromoji.viterbi.ViterbiNode;
import java.nio.CharBuffer;
import java.nio.IntBuffer;

/** The dictionary, as {@link Lattice} asks it. Immutable. */
final class UniDic {
  /** The trie as its writer laid it out: from here on a word goes on in the tail. */
  private static final int TAIL = 100_000_000;

  private final IntBuffer base;
  private final IntBuffer check;
  private final CharBuffer tail;
  private final TokenInfoDictionary known;
  private final UnknownDictionary unknown;
  private final CharacterDefinitions characters;
  private final ConnectionCosts costs;

  /** By number; UniDic has 760,000 words. 0 = not asked yet. */
  private final long[] asked = new long[1 << 20];

  /** Reads the files, and makes no tokenizer of them. */
  private static final class Files extends Tokenizer.Builder {
    Files() {
      resolver = new SimpleResourceResolver(Tokenizer.class);
      loadDictionaries();
    }

    private DoubleArrayTrie trie() {
      return doubleArrayTrie;
    }

    private TokenInfoDictionary known() {
      return tokenInfoDictionary;
    }

    private UnknownDictionary unknown() {
      return unknownDictionary;
    }

    private CharacterDefinitions characters() {
      return characterDefinitions;
    }

    private ConnectionCosts costs() {
      return connectionCosts;
    }
  }

  /** Half a second, and 160 MB of heap. */
  UniDic() {
    Files files = new Files();
    this.base = files.trie().getBaseBuffer();
    this.check = files.trie().getCheckBuffer();
    this.tail = files.trie().getTailBuffer();
    this.known = files.known();
    this.unknown = files.unknown();
    this.characters = files.characters();
    this.costs = files.costs();
  }

  /** Takes the words that begin at one place. */
  @FunctionalInterface
  interface Taking {
    void word(int end, int number);
  }

  /**
   * Every word of the dictionary that begins there, the shorter first.
   *
   * @return whether there is one
   */
  boolean words(String text, int from, int to, Taking taking) {
    boolean found = false;
    int state = 0;
    int next = 1;
    for (int at = from; at < to; at++) {
      int before = state;
      state = next + text.charAt(at);
      if (state >= base.limit() || base.get(state) == 0 || check.get(state) != before) {
        return found;
      }
      next = base.get(state);
      if (next >= TAIL) {
        return tail(text, at + 1, to, state, next - TAIL, taking) || found;
      }
      if (check.get(next + DoubleArrayTrie.TERMINATING_CHARACTER) == state) {
        take(state, at + 1, taking);
        found = true;
      }
    }
    return found;
  }

  /** The one word that is left. */
  private boolean tail(String text, int from, int to, int state, int in, Taking taking) {
    int at = from;
    int rest = in;
    while (tail.get(rest) != DoubleArrayTrie.TERMINATING_CHARACTER) {
      if (at == to || text.charAt(at) != tail.get(rest)) {
        return false;
      }
      at++;
      rest++;
    }
    take(state, at, taking);
    return true;
  }

  private void take(int state, int end, Taking taking) {
    for (int number : known.lookupWordIds(state)) {
      taking.word(end, number);
    }
  }

  int[] categories(char c) {
    return characters.lookupCategories(c);
  }

  /** Whether words that are in no dictionary are looked for beside those that are. */
  boolean alwaysTries(int category) {
    return characters.lookupDefinition(category)[CharacterDefinitions.INVOKE] == 1;
  }

  /** Whether characters of the category make one word as long as they go on. */
  boolean goTogether(int category) {
    return characters.lookupDefinition(category)[CharacterDefinitions.GROUP] != 0;
  }

  int[] unknown(int category) {
    return unknown.lookupWordIds(category);
  }

  /**
   * The sides of a word and its cost, for the questions below. The dictionary has it far apart,
   * each word beside all that is said of it; what was asked once lies close together.
   */
  long sides(int number, boolean isKnown) {
    if (!isKnown) {
      return packed(
          unknown.getLeftId(number), unknown.getRightId(number), unknown.getWordCost(number));
    }
    long sides = number < asked.length ? asked[number] : 0;
    if (sides == 0) {
      sides = packed(known.getLeftId(number), known.getRightId(number), known.getWordCost(number));
      if (number < asked.length) {
        asked[number] = sides; // whoever comes at the same moment writes the same
      }
    }
    return sides;
  }

  private static long packed(int left, int right, int cost) {
    return 1L << 48 | (left & 0xffffL) << 32 | (right & 0xffffL) << 16 | cost & 0xffffL;
  }

  static int left(long sides) {
    return (short) (sides >> 32);
  }

  static int right(long sides) {
    return (short) (sides >> 16);
  }

  static int cost(long sides) {
    return (short) sides;
  }

  /** What it costs that a word of this left side follows one of that right side. */
  int cost(int right, int left) {
    return costs.get(right, left);
  }

  /** What it says of a word. */
  Token token(int number, String surface, boolean isKnown) {
    return isKnown
        ? new Token(number, surface, ViterbiNode.Type.KNOWN, 0, known)
        : new Token(number, surface, ViterbiNode.Type.UNKNOWN, 0, unknown);
  }
}
