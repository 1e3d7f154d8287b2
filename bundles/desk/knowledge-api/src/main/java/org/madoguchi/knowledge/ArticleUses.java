package org.madoguchi.knowledge;

import java.util.List;
import java.util.UUID;
import org.madoguchi.kernel.MunicipalityId;

/**
 * What citizens do with articles that are for everybody. Of any other article nothing is counted
 * and nothing is told. Blocks on the database; thread-safe.
 */
public interface ArticleUses {
  /** Longer texts are cut. */
  int LONGEST_TEXT = 500;

  /** Why it was of no help. */
  enum Fault {
    WRONG,
    OUTDATED,
    UNCLEAR,
    INCOMPLETE,
    OTHER
  }

  void viewed(MunicipalityId municipality, long article);

  /**
   * @param token of the page it was said on; each says one thing once
   * @return false when nothing was counted
   */
  boolean helpful(MunicipalityId municipality, long article, UUID token);

  /**
   * @param text in the citizen's words, '' for none
   * @return as {@link #helpful}
   */
  boolean unhelpful(
      MunicipalityId municipality, long article, UUID token, Fault fault, String text);

  /**
   * Ids of the articles citizens looked at most in the last days, the most viewed first.
   *
   * @param days 1–400, today among them
   * @param limit 1–100
   */
  List<Long> mostViewed(MunicipalityId municipality, int days, int limit);
}
