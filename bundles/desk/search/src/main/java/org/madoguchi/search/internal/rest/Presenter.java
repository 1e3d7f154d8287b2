package org.madoguchi.search.internal.rest;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.madoguchi.kernel.problem.Checks;
import org.madoguchi.search.DocumentKind;
import org.madoguchi.search.Facet;
import org.madoguchi.search.IndexState;
import org.madoguchi.search.Marked;
import org.madoguchi.search.SearchAnswer;
import org.madoguchi.search.SearchHit;
import org.madoguchi.search.Suggestion;
import org.madoguchi.search.internal.rest.Views.FacetView;
import org.madoguchi.search.internal.rest.Views.HitView;
import org.madoguchi.search.internal.rest.Views.IndexView;
import org.madoguchi.search.internal.rest.Views.MarkView;
import org.madoguchi.search.internal.rest.Views.PageView;
import org.madoguchi.search.internal.rest.Views.SuggestionView;
import org.madoguchi.search.internal.rest.Views.SuggestionsView;
import org.madoguchi.search.internal.rest.Views.TextView;

/** Turns what was found into what the addresses answer. */
final class Presenter {
  private Presenter() {}

  static PageView page(SearchAnswer answer) {
    Map<String, List<FacetView>> facets = new TreeMap<>();
    answer
        .facets()
        .forEach((facet, values) -> facets.put(Checks.written(facet), facet(facet, values)));
    return new PageView(
        answer.hits().stream().map(Presenter::hit).toList(),
        answer.total(),
        answer.more(),
        facets,
        answer.loosened(),
        answer.meant().orElse(null));
  }

  private static List<FacetView> facet(Facet facet, Map<String, Long> values) {
    return values.entrySet().stream()
        .map(e -> new FacetView(facet == Facet.KIND ? kind(e.getKey()) : e.getKey(), e.getValue()))
        .toList();
  }

  private static String kind(String name) {
    return Checks.written(DocumentKind.valueOf(name));
  }

  private static HitView hit(SearchHit hit) {
    return new HitView(
        Checks.written(hit.key().kind()),
        hit.key().id(),
        text(hit.title()),
        text(hit.excerpt()),
        hit.language(),
        present(hit.category()),
        present(hit.owner().value()),
        hit.updatedAt());
  }

  private static String present(String value) {
    return value.isEmpty() ? null : value;
  }

  private static TextView text(Marked marked) {
    return new TextView(
        marked.text(), marked.marks().stream().map(m -> new MarkView(m.start(), m.end())).toList());
  }

  static SuggestionsView suggestions(List<Suggestion> suggestions) {
    return new SuggestionsView(
        suggestions.stream()
            .map(
                s ->
                    new SuggestionView(
                        Checks.written(s.key().kind()), s.key().id(), text(s.title())))
            .toList());
  }

  static IndexView index(IndexState state) {
    Map<String, Long> documents = new TreeMap<>();
    state.documents().forEach((kind, count) -> documents.put(Checks.written(kind), count));
    return new IndexView(
        documents,
        state.bytes(),
        new TreeMap<>(state.positions()),
        state.rebuilding(),
        present(state.reason()));
  }
}
