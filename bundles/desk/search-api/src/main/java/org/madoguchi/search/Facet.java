package org.madoguchi.search;

/** By what hits are counted and narrowed. */
public enum Facet {
  /** Names of {@link DocumentKind}. */
  KIND,
  /** Codes of categories. */
  CATEGORY,
  /** Codes of owning sections. */
  SECTION,
  /** Language tags. */
  LANGUAGE
}
