package org.madoguchi.tickets.internal;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.Reach;
import org.madoguchi.kernel.event.NewEvent;
import org.madoguchi.tickets.ContactPoint;
import org.madoguchi.tickets.internal.domain.Citizen;

/** The citizens of each municipality. */
public interface CitizenRepository {
  /** Who the citizen is now: the one they go on in, where they turned out to be another one. */
  Optional<Citizen> find(long id);

  /** The same, if the reaches let see any ticket of theirs. */
  Optional<Citizen> find(MunicipalityId municipality, long id, List<Reach> reaches);

  /** Whether the two are one citizen by now. */
  default boolean areOne(long one, long other) {
    return one == other || find(one).map(Citizen::id).equals(find(other).map(Citizen::id));
  }

  /**
   * Who the citizen is now, and whoever turned out to be the same; empty when the reaches let see
   * no ticket of theirs.
   */
  List<Long> group(MunicipalityId municipality, long id, List<Reach> reaches);

  /** Those reached at the point, longest known first, at most 20. */
  List<Citizen> reachedAt(MunicipalityId municipality, ContactPoint point);

  /** Those reached at each of the points, as {@code ContactMatch} spells them; for imports. */
  Map<ContactPoint, List<Citizen>> reachedAt(
      MunicipalityId municipality, Collection<ContactPoint> points);

  /**
   * By part of the name, its reading in either kana, a contact, or the beginning of a number; at
   * most {@code limit}, by reading.
   *
   * @param after the last of the page before; empty for the first page
   */
  List<Citizen> search(
      List<MunicipalityId> municipalities,
      String words,
      List<Reach> reaches,
      OptionalLong after,
      int limit);

  /** Others who may be the citizen: named and read alike, or reached at the same point. */
  List<Citizen> similar(Citizen citizen, List<Reach> reaches, int limit);

  /** The names of those of the citizens whom the reaches let see. */
  Map<Long, String> names(MunicipalityId municipality, Set<Long> ids, List<Reach> reaches);

  void add(Citizen citizen, Instant at);

  /** Stores the change, with the name on every ticket. */
  default void save(Citizen citizen, Citizen before, StaffId actor, Instant at) {
    save(citizen, before, Journal.citizenEdited(citizen, citizen.changedSince(before), actor, at));
  }

  /** The same, telling of it so; what the citizen was before is kept. */
  void save(Citizen citizen, Citizen before, NewEvent told);
}
