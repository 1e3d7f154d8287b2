package org.madoguchi.search.internal.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MultiCollectorManager;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.TopFieldCollectorManager;
import org.apache.lucene.search.TopScoreDocCollectorManager;
import org.apache.lucene.search.TotalHits;
import org.apache.lucene.util.BytesRef;
import org.madoguchi.search.DocumentKind;
import org.madoguchi.search.Facet;
import org.madoguchi.search.SearchAnswer;
import org.madoguchi.search.internal.rank.Features;
import org.madoguchi.search.internal.rank.Profile;
import org.madoguchi.search.internal.rank.Weights;
import org.madoguchi.search.internal.text.Question;

/**
 * Finds the best documents: the index chooses candidates, the learned ranking puts them in order.
 */
final class Finding {
  /** How many candidates the learned ranking looks at. */
  static final int CANDIDATES = 100;

  /**
   * What was found.
   *
   * @param best in order
   * @param more whether the total is a lower bound
   */
  record Found(
      List<ScoreDoc> best, long total, boolean more, Map<Facet, Map<String, Long>> facets) {}

  /** A candidate and what is known of it. */
  record Candidate(int doc, float first, double[] features, double prior) {}

  private final IndexSearcher searcher;
  private final Set<DocumentKind> kinds;

  private final Rarities rarities;

  Finding(IndexSearcher searcher, Set<DocumentKind> kinds, Rarities rarities) {
    this.searcher = searcher;
    this.kinds = kinds;
    this.rarities = rarities;
  }

  /**
   * @param weights of the learned ranking; null when it is switched off
   * @param wanted how many of the best are wanted
   */
  Found find(
      Question question,
      Query allowed,
      boolean strict,
      Weights weights,
      int wanted,
      Set<Facet> facets)
      throws IOException {
    BooleanQuery.Builder both = new BooleanQuery.Builder();
    both.add(allowed, Occur.FILTER);
    both.add(Queries.matching(question, kinds, strict), Occur.MUST);
    Query query = both.build();
    FacetCounts counts = new FacetCounts(searcher.getIndexReader(), facets);
    if (question.isBlank()) {
      return found(newest(query, wanted), counted(query, counts));
    }
    var best =
        new TopScoreDocCollectorManager(Math.max(wanted, CANDIDATES), null, SearchAnswer.COUNTED);
    if (!kinds.stream().allMatch(Kinds::isRanked)) {
      return found(searcher.search(query, best), counted(query, counts));
    }
    Found found = atOnce(query, best, counts);
    int size = Math.min(CANDIDATES, found.best().size());
    List<ScoreDoc> head = ranked(candidates(question, found.best().subList(0, size)), weights);
    head.addAll(found.best().subList(size, found.best().size()));
    return new Found(head, found.total(), found.more(), found.facets());
  }

  /** Answers are few enough to look at each: one pass finds the best and counts all. */
  private Found atOnce(Query query, TopScoreDocCollectorManager best, FacetCounts counts)
      throws IOException {
    if (!counts.areWanted()) {
      return found(searcher.search(query, best), Map.of());
    }
    Object[] both = searcher.search(query, new MultiCollectorManager(best, counts));
    @SuppressWarnings("unchecked")
    Map<Facet, Map<String, Long>> facets = (Map<Facet, Map<String, Long>>) both[1];
    return found((TopDocs) both[0], facets);
  }

  /** Of the many, in a pass of its own: the first one leaves out what is not among the best. */
  private Map<Facet, Map<String, Long>> counted(Query query, FacetCounts counts)
      throws IOException {
    return counts.areWanted() ? searcher.search(query, counts) : Map.of();
  }

  private TopDocs newest(Query query, int wanted) throws IOException {
    Sort newest = new Sort(new SortField(Fields.UPDATED, SortField.Type.LONG, true));
    return searcher.search(
        query,
        new TopFieldCollectorManager(newest, Math.max(1, wanted), null, SearchAnswer.COUNTED));
  }

  private static Found found(TopDocs top, Map<Facet, Map<String, Long>> facets) {
    boolean more = top.totalHits.relation != TotalHits.Relation.EQUAL_TO;
    return new Found(List.of(top.scoreDocs), top.totalHits.value, more, facets);
  }

  /** The candidates with their features, for ranking and for learning to rank. */
  List<Candidate> candidates(Question question, List<ScoreDoc> docs) throws IOException {
    Features features = new Features(question, new IndexStatistics(searcher, kinds, rarities));
    Candidate[] candidates = new Candidate[docs.size()];
    // columns are read from the beginning to the end
    Integer[] order = new Integer[docs.size()];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, Comparator.comparingInt(i -> docs.get(i).doc));
    Columns columns = null;
    for (Integer i : order) {
      ScoreDoc doc = docs.get(i);
      if (columns == null || !columns.hold(doc.doc)) {
        columns = new Columns(searcher, doc.doc);
      }
      Optional<Profile> profile = columns.profile(doc.doc);
      if (profile.isPresent()) {
        double[] row = features.of(profile.get(), doc.score);
        candidates[i] = new Candidate(doc.doc, doc.score, row, columns.prior(doc.doc));
      }
    }
    return Arrays.stream(candidates).filter(Objects::nonNull).toList();
  }

  /** What ranking reads of the documents of one segment. */
  private static final class Columns {
    private final LeafReaderContext leaf;
    private final BinaryDocValues profiles;
    private final NumericDocValues popularity;
    private final NumericDocValues updated;

    Columns(IndexSearcher searcher, int doc) throws IOException {
      List<LeafReaderContext> leaves = searcher.getIndexReader().leaves();
      this.leaf = leaves.get(ReaderUtil.subIndex(doc, leaves));
      this.profiles = DocValues.getBinary(leaf.reader(), Fields.PROFILE);
      this.popularity = DocValues.getNumeric(leaf.reader(), Fields.POPULARITY);
      this.updated = DocValues.getNumeric(leaf.reader(), Fields.UPDATED);
    }

    boolean hold(int doc) {
      return doc < leaf.docBase + leaf.reader().maxDoc();
    }

    Optional<Profile> profile(int doc) throws IOException {
      if (!profiles.advanceExact(doc - leaf.docBase)) {
        return Optional.empty();
      }
      BytesRef bytes = profiles.binaryValue();
      try {
        return Optional.of(Profile.read(bytes.bytes, bytes.offset, bytes.length));
      } catch (IllegalArgumentException e) {
        throw new CorruptIndexException(e.getMessage(), Fields.PROFILE, e);
      }
    }

    /** What speaks for a document whatever is asked: that it helped others, and that it is new. */
    double prior(int doc) throws IOException {
      int inLeaf = doc - leaf.docBase;
      double used = popularity.advanceExact(inLeaf) ? Math.log1p(popularity.longValue()) : 0;
      double years = updated.advanceExact(inLeaf) ? updated.longValue() / 31_557_600_000.0 : 0;
      return used + 0.1 * years;
    }
  }

  private static List<ScoreDoc> ranked(List<Candidate> candidates, Weights weights) {
    double[] scores = new double[candidates.size()];
    if (weights != null) {
      scores = weights.score(candidates.stream().map(Candidate::features).toList());
    }
    double prior = weights == null ? 0.05 : 0.02;
    List<ScoreDoc> ranked = new ArrayList<>();
    for (int i = 0; i < scores.length; i++) {
      Candidate candidate = candidates.get(i);
      double base = weights == null ? candidate.first() : scores[i];
      ranked.add(new ScoreDoc(candidate.doc(), (float) (base + prior * candidate.prior())));
    }
    ranked.sort(Comparator.comparingDouble((ScoreDoc d) -> -d.score).thenComparingInt(d -> d.doc));
    return ranked;
  }
}
