package org.madoguchi.search.internal.rank;

/** How common things are among the documents that are ranked against each other. */
public interface Statistics {
  /** How rare a term is: its inverse document frequency, 0 for one nobody has. */
  double rarity(String term);

  /** How rare two neighbouring characters are. */
  double bigramRarity(String bigram);

  /** The mean number of terms of a title. */
  double titleLength();

  /** The mean number of terms of a whole document. */
  double wholeLength();

  /** Inverse document frequency as BM25 has it. */
  static double rarity(long documents, long having) {
    return having == 0 ? 0 : Math.log(1 + (documents - having + 0.5) / (having + 0.5));
  }
}
