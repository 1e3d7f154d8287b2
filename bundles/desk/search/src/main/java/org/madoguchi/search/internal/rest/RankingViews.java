package org.madoguchi.search.internal.rest;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.madoguchi.kernel.problem.Checks;
import org.madoguchi.search.internal.learning.Attempt;
import org.madoguchi.search.internal.learning.RankingDesk;
import org.madoguchi.search.internal.rank.Quality;

/** The JSON of {@code /api/search-ranking}. Members that are null are absent. */
public final class RankingViews {
  private RankingViews() {}

  /**
   * @param on whether the learned ranking is switched on
   * @param weights {@code learned} from the municipality's searches, or {@code shipped} with the
   *     product
   * @param teaching whether it is being taught
   * @param last absent when it never was
   */
  @Schema(name = "SearchRanking")
  public record RankingView(boolean on, String weights, boolean teaching, AttemptView last) {
    static RankingView of(RankingDesk.State state) {
      return new RankingView(
          state.on(),
          state.learned() ? "learned" : "shipped",
          state.teaching(),
          state.last().map(AttemptView::of).orElse(null));
    }
  }

  /**
   * @param outcome learned, kept, too-few, shipped
   * @param questions that searches gave
   * @param heldBack of these were measured with and not learned from
   * @param before how well these were answered, by measure; absent when nothing was measured
   * @param after the same with what was learned
   */
  @Schema(name = "SearchRankingAttempt")
  public record AttemptView(
      Instant at,
      String by,
      String outcome,
      int questions,
      int heldBack,
      Map<String, Double> before,
      Map<String, Double> after) {
    static AttemptView of(Attempt attempt) {
      return new AttemptView(
          attempt.at(),
          attempt.who().value(),
          Checks.written(attempt.outcome()),
          attempt.questions(),
          attempt.heldBack(),
          named(attempt.before()),
          named(attempt.after()));
    }

    private static Map<String, Double> named(List<Double> figures) {
      if (figures.isEmpty()) {
        return null;
      }
      Map<String, Double> named = new LinkedHashMap<>();
      for (int i = 0; i < figures.size(); i++) {
        named.put(Quality.NAMES.get(i), figures.get(i));
      }
      return named;
    }
  }
}
