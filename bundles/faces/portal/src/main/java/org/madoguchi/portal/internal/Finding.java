package org.madoguchi.portal.internal;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.search.DocumentKind;
import org.madoguchi.search.Facet;
import org.madoguchi.search.SearchAnswer;
import org.madoguchi.search.SearchHit;
import org.madoguchi.search.SearchIndex;
import org.madoguchi.search.SearchQuery;
import org.madoguchi.search.Visibility;

/** Looks for articles: with the search where it is installed, else in questions and words. */
final class Finding {
  static final int SIZE = 10;

  private final Desk desk;

  Finding(Desk desk) {
    this.desk = desk;
  }

  /**
   * @param category '' = of all
   * @param section '' = of all
   */
  Found find(Visit visit, String typed, String category, String section, int from) {
    Set<String> branch = category.isEmpty() ? Set.of() : desk.categories(visit).branch(category);
    SearchIndex index = desk.index;
    if (index != null && !typed.isEmpty()) {
      try {
        return searched(visit, index, typed, branch, section, from);
      } catch (DomainException e) {
        // the index cannot be read just now; the questions are there
      }
    }
    return inQuestions(visit, typed, branch, section, from);
  }

  private Found searched(
      Visit visit, SearchIndex index, String typed, Set<String> branch, String section, int from) {
    Map<Facet, Set<String>> only = new EnumMap<>(Facet.class);
    if (!branch.isEmpty()) {
      only.put(Facet.CATEGORY, branch);
    }
    if (!section.isEmpty()) {
      only.put(Facet.SECTION, Set.of(section));
    }
    SearchAnswer answer =
        index.search(
            SearchQuery.of(
                    typed, visit.municipality(), Visibility.everybody(), DocumentKind.ARTICLE)
                .only(only)
                .counting(Set.of(Facet.CATEGORY, Facet.SECTION))
                .page(from, SIZE));
    Map<Long, Entry> open = desk.shelf(visit).byId();
    Map<Long, SearchHit> hits = new LinkedHashMap<>();
    for (SearchHit hit : answer.hits()) {
      long id = Long.parseLong(hit.key().id());
      if (open.containsKey(id)) { // each follows the articles for itself
        hits.put(id, hit);
      }
    }
    List<Entry> entries = hits.keySet().stream().map(open::get).toList();
    return new Found(
        entries, hits, answer.total(), answer.facets(), answer.loosened(), answer.meant());
  }

  private Found inQuestions(
      Visit visit, String typed, Set<String> branch, String section, int from) {
    List<String> words =
        typed.isEmpty() ? List.of() : List.of(Entry.folded(typed).strip().split("\\s+"));
    Map<String, Long> categories = new HashMap<>();
    Map<String, Long> sections = new HashMap<>();
    List<Entry> found = new ArrayList<>();
    for (Entry entry : desk.shelf(visit).newest()) {
      boolean fits =
          (branch.isEmpty() || branch.contains(entry.category()))
              && (section.isEmpty() || entry.section().value().equals(section))
              && words.stream().allMatch(entry.folded()::contains);
      if (fits) {
        found.add(entry);
        categories.merge(entry.category(), 1L, Long::sum);
        sections.merge(entry.section().value(), 1L, Long::sum);
      }
    }
    return new Found(
        Lists.part(found, from, SIZE),
        Map.of(),
        found.size(),
        Map.of(Facet.CATEGORY, categories, Facet.SECTION, sections),
        false,
        Optional.empty());
  }
}
