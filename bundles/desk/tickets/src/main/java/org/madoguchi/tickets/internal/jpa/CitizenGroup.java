package org.madoguchi.tickets.internal.jpa;

import java.util.ArrayList;
import java.util.List;
import javax.persistence.EntityManager;
import org.madoguchi.persistence.Sql;
import org.madoguchi.tickets.internal.domain.Citizen;

/** The citizens that are one: tickets keep theirs, and are read together. */
final class CitizenGroup {
  private CitizenGroup() {}

  /** Whoever turned out to be the citizen, and the citizen; asks only where there is somebody. */
  static List<Long> of(EntityManager manager, Citizen citizen) {
    return citizen.standing().takesIn() == 0 || citizen.standing().isAway()
        ? List.of(citizen.id())
        : withRoot(manager, citizen.id());
  }

  private static List<Long> withRoot(EntityManager manager, long root) {
    List<Long> group = new ArrayList<>(List.of(root));
    group.addAll(
        Sql.of("SELECT m.CITIZEN_ID FROM CITIZEN_MERGE m WHERE m.ROOT_ID = ?", root)
            .numbers(manager));
    return group;
  }
}
