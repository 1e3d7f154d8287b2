package org.madoguchi.assistant.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.Problems;
import org.madoguchi.search.DocumentKey;
import org.madoguchi.search.IndexState;
import org.madoguchi.search.Marked;
import org.madoguchi.search.SearchAnswer;
import org.madoguchi.search.SearchHit;
import org.madoguchi.search.SearchIndex;
import org.madoguchi.search.SearchQuery;
import org.madoguchi.search.Suggestion;
import org.madoguchi.search.SynonymGroup;

/** Finds what it was given, of the kinds that are asked for. */
public final class FakeIndex implements SearchIndex {
  public final List<DocumentKey> documents = new ArrayList<>();
  public final List<SearchQuery> asked = new ArrayList<>();
  public boolean unreadable;

  @Override
  public synchronized SearchAnswer search(SearchQuery query) {
    if (unreadable) {
      throw new DomainException(Problems.UNAVAILABLE);
    }
    asked.add(query);
    List<SearchHit> hits =
        documents.stream()
            .filter(key -> query.kinds().contains(key.kind()))
            .limit(query.size())
            .map(key -> hit(key, query.municipality()))
            .toList();
    return new SearchAnswer(hits, hits.size(), false, Map.of(), false, Optional.empty());
  }

  private static SearchHit hit(DocumentKey key, MunicipalityId municipality) {
    return new SearchHit(
        key,
        municipality,
        1,
        new Marked("題 " + key.id(), List.of()),
        new Marked("抜粋", List.of()),
        "ja",
        "",
        SectionId.NONE,
        Instant.EPOCH);
  }

  @Override
  public List<Suggestion> suggest(SearchQuery query, int most) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void useSynonyms(MunicipalityId municipality, List<SynonymGroup> groups) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void rebuild() {
    throw new UnsupportedOperationException();
  }

  @Override
  public IndexState state() {
    throw new UnsupportedOperationException();
  }
}
