package org.madoguchi.tickets;

import java.util.Objects;

/**
 * Where a citizen can be reached.
 *
 * @param value MAIL: an address, domain in lower case; PHONE and FAX: as dialled; others: the
 *     channel's own id
 */
public record ContactPoint(Kind kind, String value) {
  /** Kinds of contact points. */
  public enum Kind {
    MAIL,
    PHONE,
    FAX,
    LINE,
    OTHER
  }

  public ContactPoint {
    Objects.requireNonNull(kind);
    Objects.requireNonNull(value);
  }
}
