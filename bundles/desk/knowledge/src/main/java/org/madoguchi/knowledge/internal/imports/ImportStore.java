package org.madoguchi.knowledge.internal.imports;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.madoguchi.kernel.MunicipalityId;

/** Files of articles and how far they are, as rows. */
public interface ImportStore {
  void add(ImportJob job);

  Optional<ImportJob> find(long id);

  /** Of these municipalities, the newest first; {@link MunicipalityId#EVERY} for all. */
  List<ImportJob> of(Set<MunicipalityId> municipalities, int limit);

  /** What there is to do, the oldest first. */
  List<ImportJob> active(int limit);

  /**
   * Writes how far it is, if it still is as it was before.
   *
   * @return false when another node was faster
   */
  boolean step(ImportJob before, ImportJob after);

  /** Removes some made before that time, and no article. */
  int forget(Instant before, int limit);
}
