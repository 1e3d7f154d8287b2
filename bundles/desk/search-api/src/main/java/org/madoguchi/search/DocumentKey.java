package org.madoguchi.search;

import java.util.Objects;

/**
 * Names one document.
 *
 * @param id unique among the documents of the kind, in the whole installation: 1–200 characters,
 *     for example {@code mihon-2026-004512}
 */
public record DocumentKey(DocumentKind kind, String id) {
  private static final int LONGEST_ID = 200;

  /**
   * @throws IllegalArgumentException when the id is empty or too long
   */
  public DocumentKey {
    Objects.requireNonNull(kind);
    if (id.isEmpty() || id.length() > LONGEST_ID) {
      throw new IllegalArgumentException("not the id of a document: " + id);
    }
  }

  @Override
  public String toString() {
    return kind + "/" + id;
  }
}
