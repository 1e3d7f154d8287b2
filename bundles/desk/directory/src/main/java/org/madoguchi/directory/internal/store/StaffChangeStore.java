package org.madoguchi.directory.internal.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.madoguchi.directory.internal.changes.StaffChange;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.StaffId;

/** Planned and done changes of staff. Every method joins the running transaction. */
public interface StaffChangeStore {
  void add(StaffChange change);

  Optional<StaffChange> find(MunicipalityId municipality, long id);

  Optional<StaffChange> find(StaffId plannedBy, String requestId);

  /** Planned ones of the person in the municipality. */
  List<StaffChange> planned(MunicipalityId municipality, StaffId who);

  /** All planned ones there. */
  List<StaffChange> planned(MunicipalityId municipality);

  /** Planned ones whose time has come, the earliest first; of one time in the order planned. */
  List<StaffChange> due(Instant now, int limit);

  /** Those planned last first, behind an id. */
  List<StaffChange> page(
      MunicipalityId municipality, Optional<StaffChange.State> state, long before, int limit);

  /**
   * Stores the course.
   *
   * @param from what it was in until now
   * @return false when somebody else settled it meanwhile
   */
  boolean settle(StaffChange change, StaffChange.State from);
}
