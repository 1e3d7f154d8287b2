package org.madoguchi.knowledge;

import java.util.Collection;
import java.util.List;

/**
 * What readers see of articles, whoever asks: access is the caller's matter, by {@link
 * PublishedArticle#visibility}. Withdrawn ones and such as were never published are not there.
 * Blocks on the database; thread-safe.
 */
public interface PublishedArticles {
  /**
   * Those of the ids that are there, in no order.
   *
   * @param ids at most 1,000
   */
  List<PublishedArticle> find(Collection<Long> ids);

  /**
   * All of the container by id, to begin from nothing.
   *
   * @param id those behind it; 0 for the first
   * @param limit 1–1,000
   */
  List<PublishedArticle> after(long id, int limit);
}
