package org.madoguchi.search.internal.lucene;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.madoguchi.search.DocumentKind;

/**
 * How rare terms are, remembered from question to question for as long as no document of the kinds
 * comes or changes: to look up the words of a hundred titles takes longer than to rank them. What
 * happens to other kinds does not matter. For many threads.
 */
final class Rarities {
  /** For each set of kinds; behind these each question looks up its own. */
  private static final int MOST = 50_000;

  private record Known(List<Object> segments, Map<String, Double> rarities) {}

  private final Map<Set<DocumentKind>, Known> known = new ConcurrentHashMap<>();

  /** Those of one state of the index. */
  @FunctionalInterface
  interface Remembered {
    /** As remembered, or as found out now. */
    double of(String term, ToDoubleFunction<String> otherwise);
  }

  Remembered of(IndexReader reader, Set<DocumentKind> kinds) {
    List<Object> segments = segments(reader, kinds);
    Known present =
        known.compute(
            kinds,
            (k, before) ->
                before != null && before.segments().equals(segments)
                    ? before
                    : new Known(segments, new ConcurrentHashMap<>()));
    Map<String, Double> rarities = present.rarities();
    return (term, otherwise) -> {
      Double rarity = rarities.get(term);
      if (rarity != null) {
        return rarity;
      }
      double found = otherwise.applyAsDouble(term);
      if (rarities.size() < MOST) {
        rarities.put(term, found);
      }
      return found;
    };
  }

  /** The segments that have documents of the kinds; a segment never changes what it counts. */
  private static List<Object> segments(IndexReader reader, Set<DocumentKind> kinds) {
    List<Object> segments = new ArrayList<>();
    for (LeafReaderContext leaf : reader.leaves()) {
      var fields = leaf.reader().getFieldInfos();
      if (kinds.stream().anyMatch(kind -> fields.fieldInfo(Fields.all(kind)) != null)) {
        segments.add(leaf.reader().getCoreCacheHelper().getKey());
      }
    }
    return segments;
  }
}
