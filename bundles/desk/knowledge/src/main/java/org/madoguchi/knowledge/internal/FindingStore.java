package org.madoguchi.knowledge.internal;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.knowledge.internal.ArticleStore.Part;
import org.madoguchi.knowledge.internal.Uses.Fault;
import org.madoguchi.knowledge.internal.domain.Finding;
import org.madoguchi.knowledge.internal.domain.Finding.Kind;

/** What was found about articles, and what of it was put aside, as rows. */
public interface FindingStore {
  /**
   * What a list shows.
   *
   * @param work of which articles the person is told; not empty
   * @param read of a pair, one may be among these only
   * @param until of what stands by day, that day and before
   * @param today there; what is put aside until a day comes back after it
   */
  record Wanted(
      MunicipalityId municipality,
      Kind kind,
      List<Part> work,
      List<Part> read,
      Optional<SectionId> section,
      Optional<LocalDate> until,
      LocalDate today) {}

  /**
   * How an article was used.
   *
   * @param last the last day somebody looked at it or put it into an answer
   */
  record Used(int helpful, int unhelpful, Optional<LocalDate> last) {}

  /**
   * Why it is of no help.
   *
   * @param texts what was written about it, the newest first
   */
  record Reasons(Map<Fault, Integer> faults, List<String> texts) {}

  /**
   * Something nobody need look at.
   *
   * @param edition of the article; another one brings it back, as one of the other does
   * @param until that day it is put aside; empty = until another edition
   */
  record Dismissal(
      Kind kind,
      long article,
      int edition,
      long other,
      int otherEdition,
      String reason,
      Optional<LocalDate> until,
      StaffId by,
      Instant at) {}

  /** In the order of their places. */
  List<Finding> page(Wanted wanted, String after, int limit);

  /** How many there are; not more than so many are counted. */
  int count(Wanted wanted, int most);

  /** By article; those nobody complained about are missing. */
  Map<Long, Reasons> reasons(Collection<Long> articles, Instant since);

  void dismiss(Dismissal dismissal);

  void takeBack(Kind kind, long article, long other);

  /** Everything that was found in a municipality. */
  List<Finding> all(MunicipalityId municipality);

  void remove(Collection<Finding> findings);

  void add(MunicipalityId municipality, Collection<Finding> findings);

  boolean editedSince(MunicipalityId municipality, Instant since);

  /** By article; those nobody used are missing. Ratings count since that day. */
  Map<Long, Used> used(Collection<Long> articles, LocalDate since);
}
