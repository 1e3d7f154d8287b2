package org.madoguchi.search.internal.rest;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The JSON of {@code /api/search}. Members that are null are absent. */
public final class Views {
  private Views() {}

  /** From the character {@code start} to before {@code end}, in UTF-16 units. */
  @Schema(name = "SearchMark")
  public record MarkView(int start, int end) {}

  /** Plain text; marks say where it answers. */
  @Schema(name = "SearchText")
  public record TextView(String text, List<MarkView> marks) {}

  /**
   * @param kind ticket, article, text-module, citizen
   * @param id of a ticket its number, such as mihon-2026-004512
   * @param category absent when there is none
   * @param section the owning one; absent when there is none
   */
  @Schema(name = "SearchHit")
  public record HitView(
      String kind,
      String id,
      TextView title,
      TextView excerpt,
      String language,
      String category,
      String section,
      Instant updatedAt) {}

  @Schema(name = "SearchFacetValue")
  public record FacetView(String value, long count) {}

  /**
   * @param total at least that many when {@code more}
   * @param facets of those asked for, the most frequent values
   * @param loosened nothing had all the parts, so these are the best that have some
   * @param meant what may have been meant; it would find something
   */
  @Schema(name = "SearchPage")
  public record PageView(
      List<HitView> items,
      long total,
      boolean more,
      Map<String, List<FacetView>> facets,
      boolean loosened,
      String meant) {}

  @Schema(name = "SearchSuggestion")
  public record SuggestionView(String kind, String id, TextView title) {}

  @Schema(name = "SearchSuggestions")
  public record SuggestionsView(List<SuggestionView> items) {}

  /**
   * @param documents how many of each kind
   * @param positions by source, how far of the event log is in it
   * @param filling whether it is being filled anew
   * @param reason why: first-start, corrupt, other-analysis, asked; absent when it is not
   */
  @Schema(name = "SearchIndex")
  public record IndexView(
      Map<String, Long> documents,
      long bytes,
      Map<String, Long> positions,
      boolean filling,
      String reason) {}
}
