package org.madoguchi.search.internal.asked;

import java.time.Instant;
import java.util.List;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.search.Visibility;

/** The index, as whoever looks for what is asked often sees it. There while the index is. */
public interface AskedArchive {
  /**
   * Tickets the caller may read, the newest first by their last change.
   *
   * @param from included
   * @param to excluded
   */
  List<Asked> tickets(
      MunicipalityId municipality, Visibility visibility, Instant from, Instant to, int most);

  /** The articles that answer the text best. */
  List<Asked> articles(MunicipalityId municipality, Visibility visibility, String text, int most);
}
