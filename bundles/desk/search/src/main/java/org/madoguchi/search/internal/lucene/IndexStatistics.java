package org.madoguchi.search.internal.lucene;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.madoguchi.search.DocumentKind;
import org.madoguchi.search.internal.rank.Statistics;

/** Counts of the index, of the kinds that are compared. One for each question. */
final class IndexStatistics implements Statistics {
  private final IndexReader reader;
  private final Set<DocumentKind> kinds;
  private final long documents;
  private final double titleLength;
  private final double wholeLength;
  private final Rarities.Remembered rarities;

  IndexStatistics(IndexSearcher searcher, Set<DocumentKind> kinds, Rarities rarities)
      throws IOException {
    this.reader = searcher.getIndexReader();
    this.rarities = rarities.of(reader, kinds);
    this.kinds = kinds;
    long count = 0;
    long titles = 0;
    long wholes = 0;
    for (DocumentKind kind : kinds) {
      count += reader.getDocCount(Fields.all(kind));
      titles += Math.max(0, reader.getSumTotalTermFreq(Fields.title(kind)));
      wholes += Math.max(0, reader.getSumTotalTermFreq(Fields.all(kind)));
    }
    this.documents = count;
    this.titleLength = (double) titles / Math.max(1, count);
    this.wholeLength = (double) wholes / Math.max(1, count);
  }

  @Override
  public double rarity(String term) {
    return rarities.of(term, t -> Statistics.rarity(documents, having(t, false)));
  }

  @Override
  public double bigramRarity(String bigram) {
    return Statistics.rarity(documents, having(bigram, true));
  }

  private long having(String term, boolean bigram) {
    try {
      long having = 0;
      for (DocumentKind kind : kinds) {
        String field = bigram ? Fields.bigrams(kind) : Fields.all(kind);
        having += reader.docFreq(new Term(field, TermStream.cut(term)));
      }
      return Math.min(having, documents);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public double titleLength() {
    return titleLength;
  }

  @Override
  public double wholeLength() {
    return wholeLength;
  }
}
