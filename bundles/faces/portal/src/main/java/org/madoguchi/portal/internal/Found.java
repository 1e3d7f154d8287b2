package org.madoguchi.portal.internal;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.madoguchi.search.Facet;
import org.madoguchi.search.SearchHit;

/**
 * What was found, by the search or, without it, in the questions.
 *
 * @param hits of the search, by article; empty without it
 * @param facets how much there is of each section and category; empty without the search
 */
record Found(
    List<Entry> entries,
    Map<Long, SearchHit> hits,
    long total,
    Map<Facet, Map<String, Long>> facets,
    boolean loosened,
    Optional<String> meant) {}
