package org.madoguchi.search.internal.text;

/** One term for a verb and the noun that is made of it. */
final class Lemmas {
  private static final String ENDS_OF_VERBS = "うくぐすつぬぶむる";
  private static final String ENDS_OF_NOUNS = "いきぎしちにびみり";

  private Lemmas() {}

  /** 引っ越す and 引っ越し are 引っ越; 分かる is 分か, so that it is not 分ける. */
  static String stem(String lemma, Word.Sort sort) {
    if (lemma.length() < 2) {
      return lemma;
    }
    char last = lemma.charAt(lemma.length() - 1);
    String ends =
        switch (sort) {
          case VERB -> ENDS_OF_VERBS;
          case NOUN -> ENDS_OF_NOUNS;
          default -> "";
        };
    boolean ofKanji = lemma.chars().anyMatch(c -> Kana.isKanji((char) c));
    return ofKanji && ends.indexOf(last) >= 0 ? lemma.substring(0, lemma.length() - 1) : lemma;
  }
}
