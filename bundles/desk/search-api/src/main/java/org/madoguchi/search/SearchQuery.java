package org.madoguchi.search;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.madoguchi.kernel.MunicipalityId;

/**
 * What somebody looks for. Any text is taken: there is no query syntax, and what is longer than
 * {@value #LONGEST_TEXT} characters is cut. Immutable.
 *
 * @param text as typed, a word or a whole question; blank finds everything, newest first
 * @param municipality whose documents, and whose own synonyms
 * @param kinds of which kinds; empty = of all
 * @param only which values of a facet are wanted; a facet that is missing is not narrowed
 * @param facets of which facets the values are counted
 * @param from how many hits are skipped: 0–{@value #FURTHEST}, more is taken as that
 * @param size how many hits are wanted: 0–{@value #MOST}, more is taken as that
 * @param invalidToo whether documents are found too that are not yet or no longer valid
 */
public record SearchQuery(
    String text,
    MunicipalityId municipality,
    Visibility visibility,
    Set<DocumentKind> kinds,
    Map<Facet, Set<String>> only,
    Set<Facet> facets,
    int from,
    int size,
    boolean invalidToo) {
  /** Longer questions are cut. */
  public static final int LONGEST_TEXT = 1_000;

  public static final int FURTHEST = 1_000;
  public static final int MOST = 100;

  public SearchQuery {
    Objects.requireNonNull(municipality);
    Objects.requireNonNull(visibility);
    text = text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT);
    kinds = Set.copyOf(kinds);
    Map<Facet, Set<String>> wanted = new EnumMap<>(Facet.class);
    only.forEach((facet, values) -> wanted.put(facet, Set.copyOf(values)));
    only = Map.copyOf(wanted);
    facets = Set.copyOf(facets);
    from = Math.max(0, Math.min(from, FURTHEST));
    size = Math.max(0, Math.min(size, MOST));
  }

  /** The first ten hits, without facets. */
  public static SearchQuery of(
      String text, MunicipalityId municipality, Visibility visibility, DocumentKind... kinds) {
    Set<DocumentKind> wanted = EnumSet.noneOf(DocumentKind.class);
    wanted.addAll(Set.of(kinds));
    return new SearchQuery(
        text, municipality, visibility, wanted, Map.of(), Set.of(), 0, 10, false);
  }

  public SearchQuery page(int skipped, int wanted) {
    return new SearchQuery(
        text, municipality, visibility, kinds, only, facets, skipped, wanted, invalidToo);
  }

  public SearchQuery counting(Set<Facet> counted) {
    return new SearchQuery(
        text, municipality, visibility, kinds, only, counted, from, size, invalidToo);
  }

  public SearchQuery only(Map<Facet, Set<String>> values) {
    return new SearchQuery(
        text, municipality, visibility, kinds, values, facets, from, size, invalidToo);
  }

  public SearchQuery withInvalid() {
    return new SearchQuery(text, municipality, visibility, kinds, only, facets, from, size, true);
  }
}
