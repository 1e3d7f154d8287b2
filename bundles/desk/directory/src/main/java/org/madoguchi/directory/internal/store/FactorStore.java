package org.madoguchi.directory.internal.store;

import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import org.madoguchi.kernel.StaffId;

/** The second factors of staff, encrypted. Every method joins the running transaction. */
public interface FactorStore {
  /**
   * A row of SECOND_FACTOR.
   *
   * @param secret '' when there is none yet
   * @param pending shown to the person and not confirmed; '' for none
   * @param lastStep the newest step of time a code was taken of
   */
  record Factor(StaffId who, String secret, String pending, long lastStep, Instant changedAt) {
    public boolean isEnrolled() {
      return !secret.isEmpty();
    }
  }

  Optional<Factor> find(StaffId who);

  /** Whether anybody's is stored, pending or not. */
  boolean any();

  void save(Factor factor);

  /**
   * Remembers that a code of this step was taken.
   *
   * @return false when one of this step or a later one was taken before, by whichever node
   */
  boolean take(StaffId who, long step);

  /** With the recovery codes. */
  void remove(StaffId who);

  void replaceCodes(StaffId who, Collection<String> hashes);

  int codesLeft(StaffId who);

  boolean holdsCode(StaffId who, String hash);

  /**
   * @return false when there is no such code, or it was used before
   */
  boolean useCode(StaffId who, String hash);
}
