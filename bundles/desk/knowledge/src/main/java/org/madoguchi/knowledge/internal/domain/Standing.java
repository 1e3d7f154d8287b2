package org.madoguchi.knowledge.internal.domain;

/** How it stands with the edition readers see. */
public enum Standing {
  /** There is none. */
  NONE,
  CURRENT,
  REVIEW_DUE,
  EXPIRED,
  WITHDRAWN;

  public boolean isRead() {
    return this == CURRENT || this == REVIEW_DUE || this == EXPIRED;
  }
}
