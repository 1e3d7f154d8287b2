package org.madoguchi.search.internal.lucene;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.search.DocumentKind;
import org.madoguchi.search.SearchHit;
import org.madoguchi.search.SearchQuery;
import org.madoguchi.search.Visibility;
import org.madoguchi.search.internal.asked.Asked;
import org.madoguchi.search.internal.asked.Saying;
import org.madoguchi.search.internal.text.Question;

/** Reads from the index what was asked and what answers, as it is compared with each other. */
final class AskedTexts {
  /** What follows is about the particular case, or was said by staff. */
  private static final int BEGINNING = 300;

  private static final Set<String> FIELDS =
      Set.of(Fields.KEY, Fields.TITLE, Fields.CONCLUSION, Fields.BODY, Fields.UPDATED);

  private final Searcher searcher;

  AskedTexts(Searcher searcher) {
    this.searcher = searcher;
  }

  List<Asked> tickets(
      IndexSearcher index,
      MunicipalityId municipality,
      Visibility visibility,
      Instant from,
      Instant to,
      int most)
      throws IOException {
    SearchQuery all = SearchQuery.of("", municipality, visibility, DocumentKind.TICKET);
    BooleanQuery.Builder within = new BooleanQuery.Builder();
    within.add(Queries.allowed(all, to), Occur.FILTER);
    within.add(
        NumericDocValuesField.newSlowRangeQuery(
            Fields.UPDATED, from.toEpochMilli(), to.toEpochMilli() - 1),
        Occur.FILTER);
    Sort newest = new Sort(new SortField(Fields.UPDATED, SortField.Type.LONG, true));
    StoredFields stored = index.storedFields();
    List<Asked> tickets = new ArrayList<>();
    for (ScoreDoc doc : index.search(within.build(), most, newest).scoreDocs) {
      tickets.add(asked(municipality, stored.document(doc.doc, FIELDS), Fields.BODY));
    }
    return tickets;
  }

  List<Asked> articles(
      IndexSearcher index,
      MunicipalityId municipality,
      Visibility visibility,
      String text,
      int most)
      throws IOException {
    SearchQuery query =
        SearchQuery.of(text, municipality, visibility, DocumentKind.ARTICLE).page(0, most);
    StoredFields stored = index.storedFields();
    List<Asked> articles = new ArrayList<>();
    for (SearchHit hit : searcher.search(index, query).hits()) {
      var key = Queries.term(Fields.KEY, hit.key().toString());
      for (ScoreDoc doc : index.search(key, 1).scoreDocs) {
        articles.add(asked(municipality, stored.document(doc.doc, FIELDS), Fields.CONCLUSION));
      }
    }
    return articles;
  }

  private Asked asked(MunicipalityId municipality, Document document, String told) {
    String title = document.get(Fields.TITLE);
    String text = document.get(told);
    Question named = question(municipality, title);
    List<String> terms = new ArrayList<>(Saying.terms(named));
    terms.addAll(Saying.terms(named));
    terms.addAll(
        Saying.terms(
            question(municipality, text.substring(0, Math.min(text.length(), BEGINNING)))));
    return new Asked(
        Searcher.key(document),
        title,
        named.terms().stream().distinct().sorted().collect(Collectors.joining(" ")),
        terms,
        Instant.ofEpochMilli(document.getField(Fields.UPDATED).numericValue().longValue()));
  }

  private Question question(MunicipalityId municipality, String text) {
    return searcher.question(
        SearchQuery.of(text, municipality, Visibility.everybody(), DocumentKind.TICKET));
  }
}
