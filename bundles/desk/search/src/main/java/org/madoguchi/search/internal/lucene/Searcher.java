package org.madoguchi.search.internal.lucene;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.lucene.document.Document;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.search.DocumentKey;
import org.madoguchi.search.DocumentKind;
import org.madoguchi.search.Marked;
import org.madoguchi.search.SearchAnswer;
import org.madoguchi.search.SearchHit;
import org.madoguchi.search.SearchQuery;
import org.madoguchi.search.Suggestion;
import org.madoguchi.search.SynonymGroup;
import org.madoguchi.search.internal.learning.Ranking;
import org.madoguchi.search.internal.rank.Weights;
import org.madoguchi.search.internal.text.Marker;
import org.madoguchi.search.internal.text.Question;
import org.madoguchi.search.internal.text.Synonyms;
import org.madoguchi.search.internal.text.Words;

/** Answers queries on whatever index is given. */
final class Searcher {
  private static final int MOST_GROUPS = 10_000;
  private static final int MOST_SUGGESTIONS = 20;

  private final Words words;
  private final Clock clock;
  private final Synonyms ours;
  private final Map<MunicipalityId, Synonyms> theirs = new ConcurrentHashMap<>();
  private final Rarities rarities = new Rarities();
  private final Map<MunicipalityId, Weights> learned = new ConcurrentHashMap<>();
  private volatile Weights weights;

  /**
   * @param weights of the learned ranking; null when it is switched off
   */
  Searcher(Words words, Clock clock, Synonyms ours, Weights weights) {
    this.words = words;
    this.clock = clock;
    this.ours = ours;
    this.weights = weights;
  }

  void rankBy(Weights newWeights) {
    weights = newWeights;
  }

  /** What is asked in a municipality is ranked by its own, where ranking is switched on at all. */
  void rankBy(MunicipalityId municipality, Optional<Weights> own) {
    own.ifPresentOrElse(
        theirOwn -> learned.put(municipality, theirOwn), () -> learned.remove(municipality));
  }

  /** Whether the learned ranking is switched on. */
  boolean ranks() {
    return weights != null;
  }

  private Weights weights(MunicipalityId municipality) {
    Weights all = weights;
    return all == null ? null : learned.getOrDefault(municipality, all);
  }

  void useSynonyms(MunicipalityId municipality, List<SynonymGroup> groups) {
    List<Synonyms.Group> own =
        groups.stream().limit(MOST_GROUPS).map(g -> new Synonyms.Group(g.words())).toList();
    if (own.isEmpty()) {
      theirs.remove(municipality);
    } else {
      theirs.put(municipality, ours.and(Synonyms.of(own, words)));
    }
  }

  Question question(SearchQuery query) {
    Synonyms synonyms = theirs.getOrDefault(query.municipality(), ours);
    return Question.of(query.text(), words, synonyms);
  }

  String gist(String text) {
    return Question.gist(text, words);
  }

  SearchAnswer search(IndexSearcher searcher, SearchQuery query) throws IOException {
    Question question = question(query);
    Set<DocumentKind> kinds = Kinds.wanted(query.kinds());
    Query allowed = Queries.allowed(query, clock.instant());
    Finding finding = new Finding(searcher, kinds, rarities);
    int wanted = query.from() + query.size();
    Weights by = weights(query.municipality());
    Finding.Found found = finding.find(question, allowed, true, by, wanted, query.facets());
    boolean loosened = found.total() == 0 && question.parts().size() > 1;
    if (loosened) {
      found = finding.find(question, allowed, false, by, wanted, query.facets());
    }
    List<SearchHit> hits = new ArrayList<>();
    Marker marker = new Marker(question, words);
    for (int i = query.from(); i < Math.min(wanted, found.best().size()); i++) {
      hits.add(hit(searcher, found.best().get(i), marker));
    }
    Optional<String> meant =
        question.isBlank() || query.from() > 0
            ? Optional.empty()
            : new Meant(searcher, kinds, allowed).of(query.text(), words);
    return new SearchAnswer(
        hits, found.total(), found.more(), found.facets(), loosened && found.total() > 0, meant);
  }

  /** What the learned ranking would have to put in order, with its features. */
  List<Ranking.Choice> choices(IndexSearcher searcher, SearchQuery query) throws IOException {
    Question question = question(query);
    Finding finding = new Finding(searcher, Kinds.wanted(query.kinds()), rarities);
    Query allowed = Queries.allowed(query, clock.instant());
    List<ScoreDoc> best =
        finding.find(question, allowed, false, null, Finding.CANDIDATES, Set.of()).best();
    List<Ranking.Choice> choices = new ArrayList<>();
    for (Finding.Candidate each : finding.candidates(question, best)) {
      choices.add(
          new Ranking.Choice(key(searcher.storedFields().document(each.doc())), each.features()));
    }
    return choices;
  }

  private SearchHit hit(IndexSearcher searcher, ScoreDoc doc, Marker marker) throws IOException {
    Document stored = searcher.storedFields().document(doc.doc);
    String conclusion = stored.get(Fields.CONCLUSION);
    String body = stored.get(Fields.BODY);
    Marked brief = marker.excerpt(conclusion, SearchHit.EXCERPT);
    boolean useBody = brief.marks().isEmpty() && !body.isEmpty();
    Marked excerpt = useBody ? marker.excerpt(body, SearchHit.EXCERPT) : brief;
    return new SearchHit(
        key(stored),
        new MunicipalityId(stored.get(Fields.MUNICIPALITY)),
        doc.score,
        marker.whole(stored.get(Fields.TITLE)),
        excerpt,
        stored.get(Fields.LANGUAGE),
        stored.get(Fields.CATEGORY),
        new SectionId(stored.get(Fields.OWNER)),
        Instant.ofEpochMilli(stored.getField(Fields.UPDATED).numericValue().longValue()));
  }

  static DocumentKey key(Document stored) {
    String written = stored.get(Fields.KEY);
    int slash = written.indexOf('/');
    return new DocumentKey(
        DocumentKind.valueOf(written.substring(0, slash)), written.substring(slash + 1));
  }

  List<Suggestion> suggest(IndexSearcher searcher, SearchQuery query, int most) throws IOException {
    Set<DocumentKind> kinds = Kinds.wanted(query.kinds());
    Query allowed = Queries.allowed(query, clock.instant());
    Marker marker = new Marker(question(query), words);
    List<Suggestion> all = new ArrayList<>();
    List<ScoreDoc> found = Suggesting.find(searcher, kinds, allowed, query.text());
    int limit = Math.max(1, Math.min(most, MOST_SUGGESTIONS));
    for (ScoreDoc doc : found.subList(0, Math.min(limit, found.size()))) {
      Document stored = searcher.storedFields().document(doc.doc);
      all.add(new Suggestion(key(stored), marker.whole(stored.get(Fields.TITLE))));
    }
    // those that begin with it before those that contain it; otherwise as they are
    all.sort(Comparator.comparing(s -> !beginsMarked(s)));
    return all;
  }

  private static boolean beginsMarked(Suggestion suggestion) {
    List<Marked.Mark> marks = suggestion.title().marks();
    return !marks.isEmpty() && marks.get(0).start() == 0;
  }
}
