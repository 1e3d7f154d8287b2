package org.madoguchi.tickets.internal.domain;

import java.text.Normalizer;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * Free words on a ticket, in the order they were given; none twice. A word has one spelling: full
 * and half width are the same, and one blank stands between its parts.
 */
public record Tags(List<String> words) {
  public static final Tags NONE = new Tags(List.of());

  /** Words on one ticket. */
  public static final int MOST = 20;

  /** Characters of a word, as people count them. */
  public static final int LONGEST = 30;

  private static final String BETWEEN = "\n";

  public Tags {
    words = words.stream().distinct().toList();
  }

  /** As one spells it here; what is no word becomes ''. */
  public static String spelled(String word) {
    return Normalizer.normalize(word, Normalizer.Form.NFKC)
        .replaceAll("[\\p{Cc}\\p{Z}]+", " ")
        .strip();
  }

  /** Whether a spelled word may be kept. */
  public static boolean fits(String word) {
    return !word.isEmpty()
        && word.codePointCount(0, word.length()) <= LONGEST
        // a comma stands between words where people read them
        && word.indexOf(',') < 0
        // half a surrogate pair is no character
        && word.codePoints().noneMatch(c -> c >= 0xD800 && c < 0xE000);
  }

  /** In one text, as it is stored beside the ticket. */
  public String joined() {
    return String.join(BETWEEN, words);
  }

  public static Tags of(String joined) {
    return joined.isEmpty() ? NONE : new Tags(List.of(joined.split(BETWEEN)));
  }

  /** As people read it. */
  public String listed() {
    return String.join(", ", words);
  }

  /** From what {@link #listed} wrote: no word has a comma. */
  static Tags ofListed(String listed) {
    return listed.isEmpty() ? NONE : new Tags(List.of(listed.split(", ")));
  }

  /** These and then the others that are new. */
  public Tags with(List<String> others) {
    return new Tags(Stream.concat(words.stream(), others.stream()).toList());
  }

  /** The words of these that the others are without. */
  public List<String> without(Tags others) {
    Collection<String> there = others.words();
    return words.stream().filter(word -> !there.contains(word)).toList();
  }
}
