package org.madoguchi.search;

/** What a document stands for. */
public enum DocumentKind {
  /** A question with its answer. */
  ARTICLE,
  /** A ticket with its whole conversation: one document each. */
  TICKET,
  /** A text module (定型文). */
  TEXT_MODULE,
  /** A citizen, by name, kana, number and mail. */
  CITIZEN
}
