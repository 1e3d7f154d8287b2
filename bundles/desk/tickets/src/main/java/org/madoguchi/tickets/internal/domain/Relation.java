package org.madoguchi.tickets.internal.domain;

/** What a ticket is to another one. Each relation has its counterpart, seen from the other side. */
public enum Relation {
  /** They belong together (関連). */
  RELATED,
  /** The citizen wrote again when the other one was finished for too long (続き). */
  CONTINUES,
  CONTINUED_BY,
  /** The same matter came twice (重複). */
  DUPLICATES,
  DUPLICATED_BY;

  /** As the other ticket sees it. */
  public Relation inverse() {
    return switch (this) {
      case RELATED -> RELATED;
      case CONTINUES -> CONTINUED_BY;
      case CONTINUED_BY -> CONTINUES;
      case DUPLICATES -> DUPLICATED_BY;
      case DUPLICATED_BY -> DUPLICATES;
    };
  }
}
