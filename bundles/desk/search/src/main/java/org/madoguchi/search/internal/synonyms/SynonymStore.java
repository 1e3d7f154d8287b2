package org.madoguchi.search.internal.synonyms;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.StaffId;

/** Groups of synonyms as rows. Called within transactions. */
public interface SynonymStore {
  /**
   * How far a municipality's groups are.
   *
   * @param held how many there are
   * @param version the sequence of the last event about them; 0 before the first
   */
  record Vocabulary(MunicipalityId municipality, int held, long version) {
    Vocabulary next(int more) {
      return new Vocabulary(municipality, held + more, version + 1);
    }
  }

  /**
   * The newest first.
   *
   * @param normal what a word of the group contains; '' = anything
   */
  List<OwnSynonyms> page(
      MunicipalityId municipality, String normal, OptionalLong before, int limit);

  long count(MunicipalityId municipality, String normal);

  Optional<OwnSynonyms> find(MunicipalityId municipality, long id);

  Optional<OwnSynonyms> find(StaffId author, String requestId);

  /** The group of these words, in any order. */
  Optional<OwnSynonyms> holding(MunicipalityId municipality, List<String> words);

  /** By id. */
  List<OwnSynonyms> all(MunicipalityId municipality);

  /** The keys of all groups. */
  Set<String> keys(MunicipalityId municipality);

  /** Where there are any, or were. */
  List<MunicipalityId> municipalities();

  Vocabulary vocabulary(MunicipalityId municipality);

  /**
   * @throws javax.persistence.OptimisticLockException when somebody was faster
   */
  void save(Vocabulary after);

  void add(OwnSynonyms group);

  void save(OwnSynonyms group);

  void remove(OwnSynonyms group);
}
