package org.madoguchi.channels.internal;

import java.time.Instant;

/**
 * Who works on a row, and until when nobody else may.
 *
 * @param by a worker's token, unique for each claim; '' when nobody does
 */
public record Lease(String by, Instant until) {
  public static final Lease NONE = new Lease("", Instant.EPOCH);

  boolean holdsAt(Instant now) {
    return until.isAfter(now);
  }
}
