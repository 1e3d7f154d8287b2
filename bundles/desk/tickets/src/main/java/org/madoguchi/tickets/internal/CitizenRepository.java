package org.madoguchi.tickets.internal;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.Reach;
import org.madoguchi.tickets.ContactPoint;
import org.madoguchi.tickets.internal.domain.Citizen;

/** The citizens of each municipality. */
public interface CitizenRepository {
  Optional<Citizen> find(long id);

  /** The citizen if the reaches let see any of their tickets. */
  Optional<Citizen> find(MunicipalityId municipality, long id, List<Reach> reaches);

  /** Whether the reaches let see any of the citizen's tickets. */
  boolean isKnown(MunicipalityId municipality, long id, List<Reach> reaches);

  /** Those reached at the point, longest known first, at most 20. */
  List<Citizen> reachedAt(MunicipalityId municipality, ContactPoint point);

  /** Those reached at each of the points, as {@code ContactMatch} spells them; for imports. */
  Map<ContactPoint, List<Citizen>> reachedAt(
      MunicipalityId municipality, Collection<ContactPoint> points);

  /** By part of the name, its reading, or a contact; at most {@code limit}, by reading. */
  List<Citizen> search(
      List<MunicipalityId> municipalities, String words, List<Reach> reaches, int limit);

  void add(Citizen citizen, Instant at);

  /** Stores the change, with the name on every ticket. */
  void save(Citizen citizen, Citizen before, StaffId actor, Instant at);
}
