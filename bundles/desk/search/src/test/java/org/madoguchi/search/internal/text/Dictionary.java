package org.madoguchi.search.internal.text;

/** The one dictionary of the tests: it takes 150 MB. */
public final class Dictionary {
  public static final Words WORDS = new UniDicWords();
  public static final Synonyms OURS = Synonyms.of(Synonyms.ours(), WORDS);
  public static final Synonyms NONE = Synonyms.of(java.util.List.of(), WORDS);

  private Dictionary() {}
}
