package org.madoguchi.search.internal.learning;

import org.madoguchi.kernel.access.AccessTag;
import org.madoguchi.kernel.event.NewEvent;

/** What happens to a municipality's ranking, as the log keeps it. */
final class RankingEvents {
  static final String STREAM = "search";
  static final String TAUGHT = "RankingTaught";

  private static final int PAYLOAD_VERSION = 1;

  private RankingEvents() {}

  static NewEvent of(Attempt attempt) {
    return new NewEvent(
        STREAM,
        "ranking-" + attempt.municipality(),
        attempt.number(),
        TAUGHT,
        PAYLOAD_VERSION,
        "{\"outcome\":\"" + attempt.outcome() + "\"}",
        AccessTag.of(attempt.municipality()),
        attempt.who(),
        attempt.at());
  }
}
