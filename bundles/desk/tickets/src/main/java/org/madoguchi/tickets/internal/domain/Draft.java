package org.madoguchi.tickets.internal.domain;

import java.time.Instant;

/** What somebody is writing. */
public record Draft(Kind kind, String text, Instant updatedAt) {
  /** Nothing is written yet. */
  public static Draft empty(Kind kind) {
    return new Draft(kind, "", Instant.EPOCH);
  }

  /** What it will become. */
  public enum Kind {
    REPLY,
    NOTE
  }
}
