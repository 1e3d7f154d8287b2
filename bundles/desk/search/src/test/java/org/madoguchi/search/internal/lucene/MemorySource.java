package org.madoguchi.search.internal.lucene;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import org.madoguchi.kernel.event.CommittedEvent;
import org.madoguchi.search.DocumentKey;
import org.madoguchi.search.DocumentKind;
import org.madoguchi.search.SearchDocument;
import org.madoguchi.search.spi.DocumentSource;

/** A room in memory: the aggregate of an event is the id of an article. */
class MemorySource implements DocumentSource {
  private final String name;
  private final Map<String, SearchDocument> documents = new ConcurrentSkipListMap<>();

  MemorySource(String name) {
    this.name = name;
  }

  void put(SearchDocument... those) {
    for (SearchDocument document : those) {
      documents.put(document.key().toString(), document);
    }
  }

  void remove(DocumentKey key) {
    documents.remove(key.toString());
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Set<DocumentKind> kinds() {
    return Set.of(DocumentKind.values());
  }

  @Override
  public Set<String> streams() {
    return Set.of(name);
  }

  @Override
  public List<DocumentKey> touched(CommittedEvent event) {
    return List.of(new DocumentKey(DocumentKind.ARTICLE, event.aggregate()));
  }

  @Override
  public List<SearchDocument> documents(List<DocumentKey> keys) {
    return keys.stream().map(k -> documents.get(k.toString())).filter(Objects::nonNull).toList();
  }

  @Override
  public List<DocumentKey> keys(Optional<DocumentKey> after, int limit) {
    return documents.entrySet().stream()
        .filter(e -> after.map(a -> e.getKey().compareTo(a.toString()) > 0).orElse(true))
        .limit(limit)
        .map(e -> e.getValue().key())
        .toList();
  }
}
