package org.madoguchi.knowledge.internal;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.OptionalLong;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.knowledge.internal.Uses.Fault;
import org.madoguchi.knowledge.internal.Uses.Kind;

/** How articles are used, as rows. */
public interface UseStore {
  /** The counts of one day. */
  record Day(LocalDate day, int views, int uses, int helpful, int unhelpful) {}

  /** Why somebody found it of no help. */
  record Complaint(
      long id,
      long article,
      int edition,
      Fault fault,
      String text,
      StaffId by,
      String requestId,
      Instant at) {}

  void count(long article, LocalDate day, Kind kind);

  /**
   * @return false when this request was kept already
   */
  boolean add(Complaint complaint);

  /**
   * Notes that a page has said whether the article helped.
   *
   * @return false when it has said so already
   */
  boolean vote(String token, long article, Instant at);

  /** Forgets the pages of before. */
  void forgetVotes(Instant before);

  /** Ids of a municipality's shown articles, those looked at most since that day first. */
  List<Long> mostViewed(MunicipalityId municipality, LocalDate since, int limit);

  /** Both days included, by day. */
  List<Day> days(long article, LocalDate from, LocalDate to);

  /** The newest first. */
  List<Complaint> complaints(long article, OptionalLong before, int limit);
}
