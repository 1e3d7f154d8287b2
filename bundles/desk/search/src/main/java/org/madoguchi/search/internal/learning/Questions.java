package org.madoguchi.search.internal.learning;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.madoguchi.search.DocumentKey;
import org.madoguchi.search.DocumentKind;
import org.madoguchi.search.SearchRecords.Use;

/** Puts together what was made of the same question, whoever asked it. Pure. */
final class Questions {
  /** What a use says of an article; what did not help takes away what opening it gave. */
  private static final Map<Use, Integer> POINTS =
      new EnumMap<>(
          Map.of(Use.OPENED, 1, Use.QUOTED, 2, Use.LINKED, 2, Use.HELPFUL, 2, Use.UNHELPFUL, -2));

  private record Asked(String group, boolean publicly) {}

  private Questions() {}

  /**
   * @param uses the newest first
   * @param most the most frequent ones are enough
   * @return those that some article served, by no particular name
   */
  static List<Judged> of(List<RankingStore.Used> uses, int most) {
    Map<Asked, String> texts = new LinkedHashMap<>();
    Map<Asked, Map<DocumentKey, Integer>> points = new HashMap<>();
    for (RankingStore.Used used : uses) {
      Asked asked = new Asked(used.group(), used.publicly());
      texts.putIfAbsent(asked, used.text());
      points
          .computeIfAbsent(asked, a -> new HashMap<>())
          .merge(
              new DocumentKey(DocumentKind.ARTICLE, used.article()),
              POINTS.getOrDefault(Use.valueOf(used.use()), 0),
              Integer::sum);
    }
    List<Judged> judged = new ArrayList<>();
    texts.forEach(
        (asked, text) -> {
          Map<DocumentKey, Integer> of = points.get(asked);
          of.values().removeIf(sum -> sum <= 0);
          if (!of.isEmpty()) {
            judged.add(new Judged(text, asked.publicly(), Map.copyOf(of)));
          }
        });
    return judged.stream()
        .sorted(Comparator.comparingInt(Questions::weight).reversed())
        .limit(most)
        .toList();
  }

  private static int weight(Judged judged) {
    return judged.points().values().stream().mapToInt(Integer::intValue).sum();
  }
}
