package org.madoguchi.search.internal.lucene;

import java.io.IOException;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.Weight;
import org.madoguchi.search.Facet;
import org.madoguchi.search.SearchAnswer;

/**
 * Counts the values of facets over what a query matches, so over nothing the caller may not see.
 */
final class FacetCounts {
  private FacetCounts() {}

  static Map<Facet, Map<String, Long>> of(IndexSearcher searcher, Query query, Set<Facet> facets)
      throws IOException {
    Map<Facet, Map<String, Long>> counts = new EnumMap<>(Facet.class);
    facets.forEach(facet -> counts.put(facet, new HashMap<>()));
    if (!facets.isEmpty()) {
      Weight weight =
          searcher.createWeight(searcher.rewrite(query), ScoreMode.COMPLETE_NO_SCORES, 1);
      int left = SearchAnswer.FACETED;
      for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
        left = count(leaf, weight.scorer(leaf), counts, left);
      }
    }
    counts.replaceAll((facet, values) -> mostFrequent(values));
    return counts;
  }

  private static int count(
      LeafReaderContext leaf, Scorer scorer, Map<Facet, Map<String, Long>> counts, int most)
      throws IOException {
    if (scorer == null || most == 0) {
      return most;
    }
    Map<Facet, SortedDocValues> columns = new EnumMap<>(Facet.class);
    Map<Facet, long[]> byOrdinal = new EnumMap<>(Facet.class);
    for (Facet facet : counts.keySet()) {
      SortedDocValues column = DocValues.getSorted(leaf.reader(), Fields.facet(facet));
      columns.put(facet, column);
      byOrdinal.put(facet, new long[column.getValueCount()]);
    }
    int left = most;
    DocIdSetIterator matches = scorer.iterator();
    int doc = matches.nextDoc();
    while (doc != DocIdSetIterator.NO_MORE_DOCS && left > 0) {
      for (Map.Entry<Facet, SortedDocValues> column : columns.entrySet()) {
        if (column.getValue().advanceExact(doc)) {
          byOrdinal.get(column.getKey())[column.getValue().ordValue()]++;
        }
      }
      left--;
      doc = matches.nextDoc();
    }
    for (Facet facet : counts.keySet()) {
      addUp(columns.get(facet), byOrdinal.get(facet), counts.get(facet));
    }
    return left;
  }

  private static void addUp(SortedDocValues column, long[] byOrdinal, Map<String, Long> counts)
      throws IOException {
    for (int ordinal = 0; ordinal < byOrdinal.length; ordinal++) {
      if (byOrdinal[ordinal] > 0) {
        String value = column.lookupOrd(ordinal).utf8ToString();
        if (!value.isEmpty()) {
          counts.merge(value, byOrdinal[ordinal], Long::sum);
        }
      }
    }
  }

  private static Map<String, Long> mostFrequent(Map<String, Long> counts) {
    Map<String, Long> sorted = new LinkedHashMap<>();
    counts.entrySet().stream()
        .sorted(
            Comparator.comparing((Map.Entry<String, Long> e) -> -e.getValue())
                .thenComparing(Map.Entry::getKey))
        .limit(SearchAnswer.VALUES)
        .forEach(e -> sorted.put(e.getKey(), e.getValue()));
    return sorted;
  }
}
