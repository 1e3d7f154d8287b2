package org.madoguchi.assistant.internal.rest;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.madoguchi.kernel.access.Refers;

/** The JSON of {@code /api/assistant}. Members that are null are absent. */
public final class Views {
  private Views() {}

  /**
   * A proposal, to be read by a person before it is kept. Parts are plain text, '' when nothing was
   * said of them.
   *
   * @param request what the citizen wants
   * @param answer what was answered or done
   * @param left what is still to be done
   * @param assistant which one made it
   * @param away which one was chosen and did not answer; absent when that one answered
   */
  @Schema(name = "AssistantSummary")
  public record SummaryView(
      String request,
      String answer,
      String left,
      String assistant,
      String away,
      boolean proposal) {}

  /**
   * @param text a running text: a mail, the notes of a call; at most 20,000 characters
   */
  @Schema(name = "AssistantText")
  public record NewText(@Refers(Refers.To.MUNICIPALITY) String municipality, String text) {}

  /**
   * @param kind article or ticket
   * @param id of a ticket its number, such as mihon-2026-004512
   */
  @Schema(name = "AssistantSuggestion")
  public record SuggestedView(String kind, String id, String title, String excerpt) {}

  /**
   * @param question what was understood to be asked
   * @param items articles, then tickets that were answered; at most five each, best first
   * @param state answered, nothing-asked, or search-away
   */
  @Schema(name = "AssistantSuggestions")
  public record SuggestionsView(
      String question, List<SuggestedView> items, String state, String assistant, String away) {}
}
