package org.madoguchi.search.internal.records;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.search.SearchRecords;

/** What searches have in common, read from their rows. Called within transactions. */
public interface FindingStore {
  /** Which searches are listed. */
  enum Listed {
    /** Nothing was found. */
    NO_HITS,
    /** Something was found, and nothing of it was opened. */
    NO_USE
  }

  /** Both days included. */
  record Period(LocalDate from, LocalDate to) {}

  /**
   * Searches for the same.
   *
   * @param group their words, by which they belong together
   * @param texts how they were put, the most frequent ones first
   * @param count how many; {@code askedOn} of them became a contact
   */
  record Finding(String group, List<String> texts, long count, long askedOn, Instant last) {}

  /** A place in a list: behind that group. */
  record Place(long count, String group) {}

  /**
   * @param found searches that found something
   * @param opened of which something was opened
   * @param askedOn that became a contact
   * @param ended that were opened and did not become one
   */
  record Figures(
      LocalDate on,
      SearchRecords.Place place,
      long searches,
      long found,
      long opened,
      long askedOn,
      long ended) {}

  /** The most frequent first, without what was dismissed and has not come back. */
  List<Finding> page(
      MunicipalityId municipality, Listed listed, Period period, Optional<Place> after, int limit);

  /** How many searches of the group the list has for the period, dismissed or not. */
  long count(MunicipalityId municipality, Listed listed, String group, Period period);

  /** By day, and of each by place. */
  List<Figures> figures(MunicipalityId municipality, Period period);

  /**
   * @param returnsAt how many new ones bring the group back
   */
  void dismiss(
      MunicipalityId municipality,
      Listed listed,
      String group,
      StaffId who,
      Instant at,
      long returnsAt);

  void takeBack(MunicipalityId municipality, Listed listed, String group);
}
