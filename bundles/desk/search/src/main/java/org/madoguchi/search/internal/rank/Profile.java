package org.madoguchi.search.internal.rank;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.madoguchi.search.internal.text.Bigrams;
import org.madoguchi.search.internal.text.Word;

/**
 * What of a document is compared when candidates are ranked: its terms in order and its pairs of
 * characters, as numbers, so that nothing is analysed or parsed again. It lies in the index like
 * this: how many numbers each part has, the numbers, then the terms of the title as text.
 */
public final class Profile {
  /** Stands where grammar separates two terms. */
  static final long GAP = 0;

  /** Terms behind these are not looked at in ranking. */
  private static final int MOST_TERMS = 600;

  private static final int MOST_CHARACTERS = 1_500;
  private static final char BETWEEN = '\t';
  private static final int COUNTS = 4;
  private static final VarHandle INTS = view(int[].class);
  private static final VarHandle LONGS = view(long[].class);

  private final byte[] bytes;
  private final Part title;
  private final Part body;
  private final int titleText;
  private final int end;

  private static VarHandle view(Class<?> array) {
    return MethodHandles.byteArrayViewVarHandle(array, ByteOrder.LITTLE_ENDIAN);
  }

  /** The numbers of one part of the document. */
  static final class Part {
    private final byte[] bytes;
    private final int termsAt;
    private final int terms;
    private final int pairsAt;
    private final int pairs;

    private Part(byte[] bytes, int at, int terms, int pairs) {
      this.bytes = bytes;
      this.termsAt = at;
      this.terms = terms;
      this.pairsAt = at + terms * Long.BYTES;
      this.pairs = pairs;
    }

    private int end() {
      return pairsAt + pairs * Integer.BYTES;
    }

    /** Terms and gaps. */
    int slots() {
      return terms;
    }

    /** The number of a term, or {@link #GAP}. */
    long slot(int index) {
      return (long) LONGS.get(bytes, termsAt + index * Long.BYTES);
    }

    int bigrams() {
      return pairs;
    }

    int bigram(int index) {
      return (int) INTS.get(bytes, pairsAt + index * Integer.BYTES);
    }
  }

  private Profile(byte[] bytes, Part title, Part body, int titleText, int end) {
    this.bytes = bytes;
    this.title = title;
    this.body = body;
    this.titleText = titleText;
    this.end = end;
  }

  Part title() {
    return title;
  }

  Part body() {
    return body;
  }

  /** Each term of the title, once. */
  List<String> titleTerms() {
    List<String> terms = new ArrayList<>();
    int from = titleText;
    for (int at = titleText; at < end; at++) {
      if (bytes[at] == BETWEEN) {
        terms.add(new String(bytes, from, at - from, StandardCharsets.UTF_8));
        from = at + 1;
      }
    }
    return terms;
  }

  /** As it is kept. The texts are normalised. */
  public static byte[] write(List<Word> title, String titleText, List<Word> body, String bodyText) {
    long[] titleTerms = terms(title);
    int[] titlePairs = pairs(titleText);
    long[] bodyTerms = terms(body);
    int[] bodyPairs = pairs(bodyText);
    byte[] text = text(title);
    ByteBuffer out =
        ByteBuffer.allocate(
                Integer.BYTES * (COUNTS + titlePairs.length + bodyPairs.length)
                    + Long.BYTES * (titleTerms.length + bodyTerms.length)
                    + text.length)
            .order(ByteOrder.LITTLE_ENDIAN);
    out.putInt(titleTerms.length).putInt(titlePairs.length);
    out.putInt(bodyTerms.length).putInt(bodyPairs.length);
    put(out, titleTerms, titlePairs);
    put(out, bodyTerms, bodyPairs);
    return out.put(text).array();
  }

  private static void put(ByteBuffer out, long[] terms, int[] pairs) {
    for (long term : terms) {
      out.putLong(term);
    }
    for (int pair : pairs) {
      out.putInt(pair);
    }
  }

  /**
   * @throws IllegalArgumentException when these bytes are no profile
   */
  public static Profile read(byte[] bytes, int from, int length) {
    if (length < COUNTS * Integer.BYTES) {
      throw new IllegalArgumentException("a profile of " + length + " bytes");
    }
    int[] counts = new int[COUNTS];
    for (int i = 0; i < COUNTS; i++) {
      counts[i] = (int) INTS.get(bytes, from + i * Integer.BYTES);
      if (counts[i] < 0 || counts[i] > length) {
        throw new IllegalArgumentException("a profile with " + counts[i] + " numbers");
      }
    }
    Part title = new Part(bytes, from + COUNTS * Integer.BYTES, counts[0], counts[1]);
    Part body = new Part(bytes, title.end(), counts[2], counts[3]);
    int end = from + length;
    if (body.end() < 0 || body.end() > end) {
      throw new IllegalArgumentException("a profile that is cut short");
    }
    return new Profile(bytes, title, body, body.end(), end);
  }

  private static long[] terms(List<Word> words) {
    long[] terms = new long[2 * Math.min(words.size(), MOST_TERMS)];
    boolean gap = false;
    int length = 0;
    int count = 0;
    for (Word word : words) {
      if (!word.isContent()) {
        gap = true;
        continue;
      }
      if (count++ == MOST_TERMS) {
        break;
      }
      if (gap && length > 0) {
        terms[length++] = GAP;
      }
      terms[length++] = number(word.term());
      gap = false;
    }
    return java.util.Arrays.copyOf(terms, length);
  }

  private static int[] pairs(String text) {
    String cut = text.length() <= MOST_CHARACTERS ? text : text.substring(0, MOST_CHARACTERS);
    return Bigrams.of(cut).stream().mapToInt(Profile::bigramNumber).toArray();
  }

  private static byte[] text(List<Word> words) {
    Set<String> terms = new LinkedHashSet<>();
    words.stream()
        .filter(Word::isContent)
        .limit(MOST_TERMS)
        .forEach(word -> terms.add(word.term().replace(BETWEEN, ' ')));
    StringBuilder text = new StringBuilder();
    terms.forEach(term -> text.append(term).append(BETWEEN));
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** Two terms have one number once in more questions than a city is ever asked. */
  static long number(String term) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < term.length(); i++) {
      hash = (hash ^ term.charAt(i)) * 0x100000001b3L;
    }
    hash = (hash ^ hash >>> 33) * 0xff51afd7ed558ccdL;
    hash = (hash ^ hash >>> 33) * 0xc4ceb9fe1a85ec53L;
    hash ^= hash >>> 33;
    return hash == GAP ? 1 : hash;
  }

  /** The characters themselves; of a word in Latin letters some number above all of these. */
  static int bigramNumber(String bigram) {
    if (Bigrams.isLatin(bigram)) {
      return 0xf0000000 | (int) (number(bigram) >>> 36);
    }
    return bigram.charAt(0) << 16 | (bigram.length() > 1 ? bigram.charAt(1) : 0);
  }
}
