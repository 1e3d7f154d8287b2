package org.madoguchi.knowledge.internal.rest;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.madoguchi.kernel.access.Refers;
import org.madoguchi.knowledge.internal.rest.Views.PersonView;

/** The JSON of {@code /api/pinned-answers}. Members that are null are absent. */
public final class PinViews {
  private PinViews() {}

  /**
   * @param question absent when citizens do not read it any more
   */
  @Schema(name = "PinnedArticle")
  public record ArticleView(String id, String question) {}

  /**
   * @param article absent = none
   * @param until absent = until it is taken down
   * @param takenDown whether the editor ended it; otherwise time does
   * @param editable whether the caller may edit it and take it down
   */
  @Schema(name = "PinnedAnswer")
  public record PinView(
      String id,
      String municipality,
      String heading,
      String text,
      String englishHeading,
      String englishText,
      ArticleView article,
      Instant since,
      Instant until,
      boolean takenDown,
      PersonView author,
      PersonView editor,
      Instant editedAt,
      boolean editable,
      long version) {}

  /**
   * @param items in the order they are shown; @param now the server's time
   */
  @Schema(name = "PinnedAnswers")
  public record StandingView(List<PinView> items, Instant now) {}

  /**
   * @param next present when there is another page
   */
  @Schema(name = "PinnedAnswerPage")
  public record PageView(List<PinView> items, String next) {}

  /**
   * @param article the id of one that citizens read; '' or missing = none
   * @param until '' or missing = until it is taken down
   */
  @Schema(name = "NewPinnedAnswer")
  public record NewPin(
      String requestId,
      @Refers(Refers.To.MUNICIPALITY) String municipality,
      String heading,
      String text,
      String englishHeading,
      String englishText,
      @Refers(Refers.To.ARTICLE) String article,
      String until) {}

  /**
   * What is not sent stays.
   *
   * @param first true = it is shown before the others from now on
   */
  @Schema(name = "PinnedAnswerEdit")
  public record PinEdit(
      String heading,
      String text,
      String englishHeading,
      String englishText,
      @Refers(Refers.To.ARTICLE) String article,
      String until,
      Boolean first) {}
}
