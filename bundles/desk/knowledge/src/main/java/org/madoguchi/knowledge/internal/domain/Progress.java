package org.madoguchi.knowledge.internal.domain;

/** What becomes of the newest edition. */
public enum Progress {
  DRAFT,
  IN_REVIEW,
  /** To be published at its time. */
  APPROVED,
  /** Readers see it. */
  DONE
}
