package org.madoguchi.search.internal.lucene;

import java.util.EnumSet;
import java.util.Set;
import org.madoguchi.search.DocumentKind;

/** What differs between the kinds. */
final class Kinds {
  private Kinds() {}

  /** Whether the learned ranking looks at them: answers, not records. */
  static boolean isRanked(DocumentKind kind) {
    return kind == DocumentKind.ARTICLE || kind == DocumentKind.TEXT_MODULE;
  }

  static Set<DocumentKind> wanted(Set<DocumentKind> asked) {
    return asked.isEmpty() ? EnumSet.allOf(DocumentKind.class) : EnumSet.copyOf(asked);
  }
}
