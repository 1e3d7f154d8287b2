package org.madoguchi.tickets.internal.domain;

/** What a municipality may want to know before a ticket is closed. */
public enum ClosingField {
  CATEGORY,
  RESULT,
  SECTION;

  boolean isMissingIn(Details details) {
    return switch (this) {
      case CATEGORY -> details.category().isEmpty();
      case RESULT -> details.result() == ContactResult.NONE;
      case SECTION -> details.section().isNone();
    };
  }
}
