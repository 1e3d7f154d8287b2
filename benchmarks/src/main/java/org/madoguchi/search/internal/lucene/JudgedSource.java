package org.madoguchi.search.internal.lucene;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.madoguchi.kernel.event.CommittedEvent;
import org.madoguchi.search.DocumentKey;
import org.madoguchi.search.DocumentKind;
import org.madoguchi.search.SearchDocument;
import org.madoguchi.search.spi.DocumentSource;

/** Documents that are there from the beginning. */
final class JudgedSource implements DocumentSource {
  private final Map<DocumentKey, SearchDocument> documents = new LinkedHashMap<>();
  private final List<DocumentKey> keys;

  JudgedSource(List<SearchDocument> all) {
    all.forEach(document -> documents.put(document.key(), document));
    this.keys = List.copyOf(documents.keySet());
  }

  @Override
  public String name() {
    return "judged";
  }

  @Override
  public Set<DocumentKind> kinds() {
    return Set.of(DocumentKind.ARTICLE);
  }

  @Override
  public Set<String> streams() {
    return Set.of();
  }

  @Override
  public List<DocumentKey> touched(CommittedEvent event) {
    return List.of();
  }

  @Override
  public List<SearchDocument> documents(List<DocumentKey> wanted) {
    return wanted.stream().map(documents::get).filter(Objects::nonNull).toList();
  }

  @Override
  public List<DocumentKey> keys(Optional<DocumentKey> after, int limit) {
    int from = after.map(keys::indexOf).orElse(-1) + 1;
    return keys.subList(from, Math.min(from + limit, keys.size()));
  }
}
