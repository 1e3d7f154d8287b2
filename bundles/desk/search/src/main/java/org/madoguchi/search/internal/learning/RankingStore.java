package org.madoguchi.search.internal.learning;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.madoguchi.kernel.MunicipalityId;

/** Uses of searches, and what was learned from them. Called within transactions. */
public interface RankingStore {
  /**
   * One use of an article that a search had shown.
   *
   * @param group by which searches for the same are counted together
   * @param publicly whether it was searched on the citizens' pages
   * @param use name of a {@link org.madoguchi.search.SearchRecords.Use}
   */
  record Used(String group, String text, boolean publicly, String article, String use) {}

  /** The newest first. */
  List<Used> uses(MunicipalityId municipality, LocalDate from, int most);

  /** The last one. */
  Optional<Attempt> last(MunicipalityId municipality);

  /** The last one that changed what is used. */
  Optional<Attempt> inUse(MunicipalityId municipality);

  /** Where there was one. */
  List<MunicipalityId> municipalities();

  /** Two with the same number: one of them fails. */
  void add(Attempt attempt);
}
