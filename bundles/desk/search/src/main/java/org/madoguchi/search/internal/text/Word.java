package org.madoguchi.search.internal.text;

/**
 * A word of a text.
 *
 * @param term by which it is found: the lemma in its everyday form, however it was inflected or
 *     spelled
 * @param reading its lemma in katakana; '' when it is not known
 * @param surface as it stands in the normalised text
 * @param start of the original text
 * @param end of the original text, exclusive
 * @param sort what kind of word
 * @param at where in the normalised text it begins
 */
public record Word(
    String term, String reading, String surface, int start, int end, Sort sort, int at) {
  /** Kinds of words, as far as searching tells them apart. */
  public enum Sort {
    NOUN,
    VERB,
    ADJECTIVE,
    /** Prefixes and suffixes. */
    AFFIX,
    NUMBER,
    /** A date or a year. */
    DATE,
    /** Latin letters, and what the dictionary does not know. */
    UNKNOWN,
    /** Adverbs, conjunctions, pronouns. */
    OTHER,
    /** Particles and auxiliaries: never a term. */
    FUNCTION
  }

  /** Whether it stands for something, and is not only grammar. */
  public boolean isContent() {
    return sort != Sort.FUNCTION && sort != Sort.OTHER;
  }

  /** How it is read as it stands, in katakana; '' when that is not known. */
  String pronounced() {
    return isKana() ? Kana.katakana(surface) : reading;
  }

  /** Whether it was written without kanji, so that its reading says what may be meant. */
  boolean isKana() {
    return Kana.isKana(surface);
  }
}
