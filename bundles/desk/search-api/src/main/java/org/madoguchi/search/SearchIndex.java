package org.madoguchi.search;

import java.util.List;
import org.madoguchi.kernel.MunicipalityId;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Finds documents. An OSGi service that is there while the search plug-in is; without it, lists and
 * screens go on without search. Each node has an index of its own, which follows the event log; it
 * is searchable within a second of a change. Thread-safe; the calls block for milliseconds.
 */
@ProviderType
public interface SearchIndex {
  /**
   * The best documents for the query among those its visibility shows. Any text is answered.
   *
   * @throws org.madoguchi.kernel.problem.DomainException {@link
   *     org.madoguchi.kernel.problem.Problems#UNAVAILABLE} while the index cannot be read
   */
  SearchAnswer search(SearchQuery query);

  /**
   * At most {@code most} (1–20) documents whose title contains what was typed so far, in kanji or
   * kana; filters are those of the query, its page is not looked at. Blank text suggests nothing.
   *
   * @throws org.madoguchi.kernel.problem.DomainException as {@link #search}
   */
  List<Suggestion> suggest(SearchQuery query, int most);

  /**
   * The municipality's own synonyms from now on, besides those of the product. They hold for the
   * next query; nothing is indexed again. Kept in memory only: whoever owns them passes them again
   * when this service comes.
   *
   * @param groups at most 10,000, further ones are left out
   */
  void useSynonyms(MunicipalityId municipality, List<SynonymGroup> groups);

  /**
   * Fills a new index from all sources while searching goes on in the old one, then exchanges them.
   * Returns at once; {@link #state} shows how far it is. Does nothing while one is being filled.
   */
  void rebuild();

  IndexState state();
}
