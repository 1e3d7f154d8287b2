package org.madoguchi.tickets.internal.rest;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.madoguchi.knowledge.PinnedAnswer;
import org.madoguchi.knowledge.PinnedAnswer.Said;

/**
 * What is pinned, in the words of {@code /api/pinned-answers}.
 *
 * @param now the server's time
 */
@Schema(name = "DeskPinnedAnswers")
record PinnedJson(List<Item> items, Instant now) {

  /**
   * @param englishHeading with its text absent where there is none
   * @param article absent = none
   * @param until absent = until it is taken down
   */
  @Schema(name = "DeskPinnedAnswer")
  record Item(
      String id,
      String municipality,
      String heading,
      String text,
      String englishHeading,
      String englishText,
      Article article,
      Instant since,
      Instant until) {}

  @Schema(name = "DeskPinnedArticle")
  record Article(String id) {}

  static PinnedJson of(List<PinnedAnswer> pinned, Instant now) {
    return new PinnedJson(
        pinned.stream().map(PinnedJson::item).toList(), now.truncatedTo(ChronoUnit.MILLIS));
  }

  private static Item item(PinnedAnswer pinned) {
    return new Item(
        Long.toString(pinned.id()),
        pinned.municipality().value(),
        pinned.original().heading(),
        pinned.original().text(),
        pinned.english().map(Said::heading).orElse(null),
        pinned.english().map(Said::text).orElse(null),
        pinned.article() == 0 ? null : new Article(Long.toString(pinned.article())),
        pinned.since(),
        pinned.until().orElse(null));
  }
}
