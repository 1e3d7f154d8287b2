package org.madoguchi.search.internal.lucene;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.search.Audience;
import org.madoguchi.search.DocumentKey;
import org.madoguchi.search.DocumentKind;
import org.madoguchi.search.SearchAnswer;
import org.madoguchi.search.SearchDocument;
import org.madoguchi.search.SearchQuery;
import org.madoguchi.search.Visibility;
import org.madoguchi.search.internal.rank.Weights;
import org.madoguchi.search.internal.text.Dictionary;
import org.madoguchi.search.internal.text.Synonyms;

/** An index with documents of one municipality. */
final class Desk implements AutoCloseable {
  static final MunicipalityId MIHON = new MunicipalityId("mihon");
  static final Instant NOW = Instant.parse("2026-11-20T00:00:00Z");

  final MemorySource source = new MemorySource("articles");
  final Searcher searcher;
  final Engine engine;
  private long position;

  Desk(Path folder) throws IOException {
    this(folder, Dictionary.OURS);
  }

  Desk(Path folder, Synonyms synonyms) throws IOException {
    searcher =
        new Searcher(Dictionary.WORDS, Clock.fixed(NOW, ZoneOffset.UTC), synonyms, Weights.ours());
    engine = new Engine(folder, Dictionary.WORDS, searcher);
  }

  static SearchDocument.Builder article(String id, String title) {
    return SearchDocument.of(
        new DocumentKey(DocumentKind.ARTICLE, id), Audience.everybody(MIHON), title, NOW);
  }

  void put(SearchDocument... documents) throws IOException {
    source.put(documents);
    engine.follow(
        source, List.of(documents).stream().map(SearchDocument::key).toList(), ++position);
  }

  void remove(String id) throws IOException {
    DocumentKey key = new DocumentKey(DocumentKind.ARTICLE, id);
    source.remove(key);
    engine.follow(source, List.of(key), ++position);
  }

  static SearchQuery query(String text) {
    return SearchQuery.of(text, MIHON, Visibility.everybody());
  }

  static SearchQuery articles(String text) {
    return SearchQuery.of(text, MIHON, Visibility.everybody(), DocumentKind.ARTICLE);
  }

  SearchAnswer search(String text) {
    return engine.search(articles(text));
  }

  List<String> ids(String text) {
    return ids(search(text));
  }

  /** The same documents, asked with other synonyms. */
  List<String> ids(String text, Synonyms synonyms) {
    Searcher other =
        new Searcher(Dictionary.WORDS, Clock.fixed(NOW, ZoneOffset.UTC), synonyms, Weights.ours());
    SearchAnswer answer = engine.read(index -> other.search(index, articles(text).page(0, 100)));
    return ids(answer);
  }

  static List<String> ids(SearchAnswer answer) {
    return answer.hits().stream().map(hit -> hit.key().id()).toList();
  }

  @Override
  public void close() {
    engine.close();
  }
}
