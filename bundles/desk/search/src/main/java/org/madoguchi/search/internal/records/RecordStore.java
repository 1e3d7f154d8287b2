package org.madoguchi.search.internal.records;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.search.SearchRecords.Made;
import org.madoguchi.search.SearchRecords.Use;

/** Searches and what they led to, as rows. Called within transactions. */
public interface RecordStore {
  /**
   * @param text masked and cut
   * @param gist by which it is grouped
   */
  record Kept(Made search, String text, String gist, Instant at, LocalDate on) {}

  /** Nothing for an id that is known. */
  void add(Kept search);

  /**
   * Nothing for a search that is not the municipality's.
   *
   * @param document '' for none
   */
  void use(String search, MunicipalityId municipality, String document, Use use, Instant at);

  /**
   * Throws away what was searched before a day.
   *
   * @return how many, at most {@code most}
   */
  int forget(MunicipalityId municipality, LocalDate before, int most);

  /** Whose searches there are. */
  List<MunicipalityId> municipalities();
}
