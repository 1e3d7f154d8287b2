package org.madoguchi.search.internal.lucene;

import java.util.Locale;
import org.madoguchi.search.DocumentKind;
import org.madoguchi.search.Facet;

/**
 * The columns of the index. What is searched is apart for each kind: a word that is common in
 * tickets may be rare in articles, and what is in an article is compared with articles.
 */
final class Fields {
  static final String KEY = "key";
  static final String ACCESS = "access";
  static final String MUNICIPALITY = "municipality";
  static final String KIND = "kind";
  static final String VALID_FROM = "from";
  static final String VALID_TO = "to";
  static final String UPDATED = "updated";
  static final String POPULARITY = "popularity";
  static final String PROFILE = "profile";

  // stored
  static final String TITLE = "title";
  static final String CONCLUSION = "conclusion";
  static final String BODY = "body";
  static final String LANGUAGE = "language";
  static final String CATEGORY = "category";
  static final String OWNER = "owner";

  private Fields() {}

  /** Every term of the document. */
  static String all(DocumentKind kind) {
    return of(kind, "all");
  }

  /** Terms of title and search words. */
  static String title(DocumentKind kind) {
    return of(kind, "title");
  }

  /** Pairs of characters of the whole document. */
  static String bigrams(DocumentKind kind) {
    return of(kind, "bigrams");
  }

  /** How its words are read, in katakana. */
  static String readings(DocumentKind kind) {
    return of(kind, "readings");
  }

  /** What finds the document as a whole: numbers, addresses. */
  static String codes(DocumentKind kind) {
    return of(kind, "codes");
  }

  /** Pairs of characters of titles and search words, as written and as read. */
  static String typing(DocumentKind kind) {
    return of(kind, "typing");
  }

  /** Whole compound words of titles and search words, for proposed spellings. */
  static String compounds(DocumentKind kind) {
    return of(kind, "compounds");
  }

  static String facet(Facet facet) {
    return "facet." + facet.name().toLowerCase(Locale.ROOT);
  }

  private static String of(DocumentKind kind, String what) {
    return kind.name().toLowerCase(Locale.ROOT) + "." + what;
  }
}
