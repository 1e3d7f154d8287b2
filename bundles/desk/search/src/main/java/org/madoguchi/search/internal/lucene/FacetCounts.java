package org.madoguchi.search.internal.lucene;

import java.io.IOException;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.search.CollectionTerminatedException;
import org.apache.lucene.search.CollectorManager;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.SimpleCollector;
import org.madoguchi.search.Facet;
import org.madoguchi.search.SearchAnswer;

/**
 * Counts the values of facets over what a query matches, so over nothing the caller may not see. Of
 * many matches some are counted, from each segment as many as it is large: all kinds and ages have
 * a part in it.
 */
final class FacetCounts
    implements CollectorManager<FacetCounts.Counting, Map<Facet, Map<String, Long>>> {
  /** Small segments are counted whole. */
  private static final int AT_LEAST = 1_000;

  private final IndexReader reader;
  private final Set<Facet> facets;

  FacetCounts(IndexReader reader, Set<Facet> facets) {
    this.reader = reader;
    this.facets = facets;
  }

  boolean areWanted() {
    return !facets.isEmpty();
  }

  @Override
  public Counting newCollector() {
    return new Counting();
  }

  @Override
  public Map<Facet, Map<String, Long>> reduce(Collection<Counting> all) throws IOException {
    Map<Facet, Map<String, Long>> counts = new EnumMap<>(Facet.class);
    facets.forEach(facet -> counts.put(facet, new HashMap<>()));
    for (Counting counting : all) {
      counting.finish();
      counting.counts.forEach(
          (facet, values) ->
              values.forEach((value, count) -> counts.get(facet).merge(value, count, Long::sum)));
    }
    counts.replaceAll((facet, values) -> mostFrequent(values));
    return counts;
  }

  /** Counts segment by segment. */
  final class Counting extends SimpleCollector {
    private final Map<Facet, Map<String, Long>> counts = new EnumMap<>(Facet.class);
    private final Facet[] wanted = facets.toArray(Facet[]::new);
    private final SortedDocValues[] columns = new SortedDocValues[wanted.length];
    private final long[][] byOrdinal = new long[wanted.length][];
    private boolean begun;
    private long left;

    private Counting() {
      facets.forEach(facet -> counts.put(facet, new HashMap<>()));
    }

    @Override
    protected void doSetNextReader(LeafReaderContext leaf) throws IOException {
      finish();
      long share =
          (long) SearchAnswer.FACETED * leaf.reader().maxDoc() / Math.max(1, reader.maxDoc());
      left = Math.max(AT_LEAST, share);
      for (int i = 0; i < wanted.length; i++) {
        columns[i] = DocValues.getSorted(leaf.reader(), Fields.facet(wanted[i]));
        byOrdinal[i] = new long[columns[i].getValueCount()];
      }
      begun = true;
    }

    @Override
    public void collect(int doc) throws IOException {
      if (left-- == 0) {
        throw new CollectionTerminatedException();
      }
      for (int i = 0; i < wanted.length; i++) {
        if (columns[i].advanceExact(doc)) {
          byOrdinal[i][columns[i].ordValue()]++;
        }
      }
    }

    /** Adds up what the segment before has. */
    @Override
    public void finish() throws IOException {
      for (int i = 0; begun && i < wanted.length; i++) {
        addUp(columns[i], byOrdinal[i], counts.get(wanted[i]));
      }
      begun = false;
    }

    @Override
    public ScoreMode scoreMode() {
      return ScoreMode.COMPLETE_NO_SCORES;
    }
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
