package org.madoguchi.tickets.internal.domain;

import java.time.Instant;

/** What somebody is writing. */
public record Draft(Kind kind, String text, Instant updatedAt) {
  /** What it will become. */
  public enum Kind {
    REPLY,
    NOTE
  }
}
