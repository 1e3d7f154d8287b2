package org.madoguchi.search.internal.lucene;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;
import org.madoguchi.search.DocumentKind;
import org.madoguchi.search.SearchQuery;
import org.madoguchi.search.internal.text.Kana;
import org.madoguchi.search.internal.text.Question;
import org.madoguchi.search.internal.text.Synonyms;

/** Questions in the words of the index. */
final class Queries {
  private static final float BIGRAM = 0.15f;
  private static final float READING = 0.3f;
  private static final float CODE = 50f;
  private static final int MOST_BIGRAMS = 48;

  private Queries() {}

  /** What may be found at all: the caller's documents, of the municipality, valid now. */
  static Query allowed(SearchQuery query, Instant now) {
    BooleanQuery.Builder all = new BooleanQuery.Builder();
    List<BytesRef> tokens =
        AccessTokens.of(query.visibility()).stream().map(BytesRef::new).toList();
    all.add(new TermInSetQuery(Fields.ACCESS, tokens), Occur.FILTER);
    all.add(term(Fields.MUNICIPALITY, query.municipality().value()), Occur.FILTER);
    if (!query.kinds().isEmpty()) {
      all.add(
          new TermInSetQuery(
              Fields.KIND, query.kinds().stream().map(k -> new BytesRef(k.name())).toList()),
          Occur.FILTER);
    }
    query
        .only()
        .forEach(
            (facet, values) ->
                all.add(
                    new TermInSetQuery(
                        Fields.facet(facet),
                        values.stream().map(TermStream::cut).map(BytesRef::new).toList()),
                    Occur.FILTER));
    if (!query.invalidToo()) {
      long at = now.toEpochMilli();
      all.add(LongPoint.newRangeQuery(Fields.VALID_FROM, Long.MIN_VALUE, at), Occur.FILTER);
      all.add(LongPoint.newRangeQuery(Fields.VALID_TO, at + 1, Long.MAX_VALUE), Occur.FILTER);
    }
    return all.build();
  }

  /**
   * What matches the question in any of the kinds.
   *
   * @param strict whether each part between blanks must be found
   */
  static Query matching(Question question, Set<DocumentKind> kinds, boolean strict) {
    if (question.isBlank()) {
      return new ConstantScoreQuery(new MatchAllDocsQuery());
    }
    BooleanQuery.Builder any = new BooleanQuery.Builder();
    for (DocumentKind kind : kinds) {
      any.add(ofKind(question, kind, strict), Occur.SHOULD);
    }
    return any.build();
  }

  private static Query ofKind(Question question, DocumentKind kind, boolean strict) {
    BooleanQuery.Builder any = new BooleanQuery.Builder();
    for (String term : new LinkedHashSet<>(question.terms())) {
      any.add(term(Fields.all(kind), term), Occur.SHOULD);
      any.add(term(Fields.title(kind), term), Occur.SHOULD);
    }
    for (Synonyms.Match match : question.synonyms()) {
      any.add(said(match, Fields.all(kind)), Occur.SHOULD);
      any.add(said(match, Fields.title(kind)), Occur.SHOULD);
    }
    for (String reading : question.readings()) {
      any.add(new BoostQuery(term(Fields.readings(kind), reading), READING), Occur.SHOULD);
    }
    Query words = any.build();
    Query bigrams = bigrams(question, kind);
    BooleanQuery.Builder whole = new BooleanQuery.Builder();
    whole.add(words, Occur.SHOULD);
    whole.add(bigrams, Occur.SHOULD);
    Query codes = codes(question, kind);
    if (strict && question.parts().size() > 1) {
      whole.add(new ConstantScoreQuery(eachPart(question, kind)), Occur.FILTER);
    }
    BooleanQuery.Builder either = new BooleanQuery.Builder();
    either.add(whole.build(), Occur.SHOULD);
    either.add(codes, Occur.SHOULD);
    return either.build();
  }

  /** Each part must be found: its terms, or one of the ways to say them. */
  private static Query eachPart(Question question, DocumentKind kind) {
    BooleanQuery.Builder each = new BooleanQuery.Builder();
    int at = 0;
    for (Question.Part part : question.parts()) {
      BooleanQuery.Builder ways = new BooleanQuery.Builder();
      BooleanQuery.Builder terms = new BooleanQuery.Builder();
      part.terms().forEach(term -> terms.add(term(Fields.all(kind), term), Occur.SHOULD));
      // of a sentence between blanks, half of the words
      int size = part.terms().size();
      terms.setMinimumNumberShouldMatch(size <= 2 ? size : (size + 1) / 2);
      ways.add(terms.build(), Occur.SHOULD);
      if (!part.readings().isEmpty()) {
        BooleanQuery.Builder read = new BooleanQuery.Builder();
        part.readings().forEach(r -> read.add(term(Fields.readings(kind), r), Occur.FILTER));
        ways.add(read.build(), Occur.SHOULD);
      }
      for (Synonyms.Match match : question.synonyms()) {
        if (match.from() >= at && match.from() + match.length() <= at + size) {
          ways.add(said(match, Fields.all(kind)), Occur.SHOULD);
        }
      }
      each.add(ways.build(), Occur.MUST);
      at += size;
    }
    return each.build();
  }

  private static Query said(Synonyms.Match match, String field) {
    List<Query> ways = new ArrayList<>();
    match.others().forEach(phrase -> ways.add(phrase(field, phrase)));
    return new DisjunctionMaxQuery(ways, 0);
  }

  private static Query phrase(String field, List<String> terms) {
    return terms.size() == 1
        ? term(field, terms.get(0))
        : new PhraseQuery(field, terms.stream().map(TermStream::cut).toArray(String[]::new));
  }

  /**
   * The net: finds words the dictionary cuts otherwise. Pairs of hiragana are grammar most of the
   * time; they count when there is nothing else.
   */
  private static Query bigrams(Question question, DocumentKind kind) {
    Set<String> all = new LinkedHashSet<>(question.bigrams());
    List<String> telling = all.stream().filter(b -> !Kana.isKana(b)).toList();
    boolean katakana = Kana.isKana(question.normal()) || telling.isEmpty();
    List<String> used = katakana ? List.copyOf(all) : telling;
    BooleanQuery.Builder any = new BooleanQuery.Builder();
    used.stream()
        .limit(MOST_BIGRAMS)
        .forEach(b -> any.add(new BoostQuery(term(Fields.bigrams(kind), b), BIGRAM), Occur.SHOULD));
    // one pair alone may stand in any text
    any.setMinimumNumberShouldMatch(used.size() <= 2 ? used.size() : 2);
    return used.isEmpty() ? new MatchNoDocsQuery() : any.build();
  }

  private static Query codes(Question question, DocumentKind kind) {
    BooleanQuery.Builder any = new BooleanQuery.Builder();
    for (String code : Codes.in(question.normal())) {
      any.add(constant(term(Fields.codes(kind), code), CODE), Occur.SHOULD);
      if (code.length() >= Codes.SHORTEST_BEGINNING) {
        Query begins = new PrefixQuery(new Term(Fields.codes(kind), code));
        any.add(constant(begins, CODE / 2), Occur.SHOULD);
      }
    }
    return any.build();
  }

  private static Query constant(Query query, float score) {
    return new BoostQuery(new ConstantScoreQuery(query), score);
  }

  static Query term(String field, String term) {
    return new TermQuery(new Term(field, TermStream.cut(term)));
  }
}
