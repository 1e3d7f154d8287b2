package org.madoguchi.tickets.internal.imports;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.madoguchi.kernel.MunicipalityId;

/** Where imports are kept: the jobs, the parts of their files until they are taken, problems. */
public interface ImportStore {
  void add(ImportJob job);

  Optional<ImportJob> find(long id);

  /** Of these municipalities, newest first; null for all. */
  List<ImportJob> of(Set<MunicipalityId> municipalities, int limit);

  /** What there is to do, oldest first. */
  List<ImportJob> active(int limit);

  /**
   * Writes the job as it is after a step, if it is still as it was before: another node's step, or
   * the word of a person, makes it another one.
   */
  boolean step(ImportJob before, ImportJob after);

  void addParts(long job, List<Part> parts);

  /** Removes some parts. @return whether there may be more */
  boolean removeParts(long job, int limit);

  /** Parts behind a number, those of one ticket together, in the order of the file. */
  List<Part> parts(long job, String behind, int limit);

  /** Up to this number. */
  void removePartsTo(long job, String number);

  /** Adds them behind those there are, of which only the first are kept. */
  void addProblems(long job, long before, List<Problem> problems);

  void removeProblems(long job);

  List<Problem> problems(long job);

  /** Removes imports made before that time, and what is left of them, but no ticket. */
  int forget(Instant before, int limit);
}
