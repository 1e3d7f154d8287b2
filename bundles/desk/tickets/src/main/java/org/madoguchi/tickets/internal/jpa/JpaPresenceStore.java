package org.madoguchi.tickets.internal.jpa;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.persistence.Sql;
import org.madoguchi.tickets.TicketRef;
import org.madoguchi.tickets.internal.presence.Doing;
import org.madoguchi.tickets.internal.presence.PresenceStore;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Table PRESENCE: small, and changed only while there is more than one process. */
@Component
public final class JpaPresenceStore implements PresenceStore {
  private static final int MOST = 5_000;

  private final TicketUnit unit;

  @Activate
  public JpaPresenceStore(@Reference TicketUnit unit) {
    this.unit = unit;
  }

  @Override
  public void publish(String process, Map<Place, Doing> before, Map<Place, Doing> after) {
    before.keySet().stream()
        .filter(place -> !after.containsKey(place))
        .forEach(place -> at(Sql.of("DELETE FROM PRESENCE"), process, place));
    after.forEach(
        (place, doing) -> {
          if (doing != before.get(place)) {
            put(process, place, doing);
          }
        });
  }

  private void put(String process, Place place, Doing doing) {
    if (at(Sql.of("UPDATE PRESENCE SET DOING = ?", doing), process, place) == 0) {
      Sql.of(
              "INSERT INTO PRESENCE (PROCESS, TICKET, STAFF, DOING) VALUES (?, ?, ?, ?)",
              process,
              place.ticket().toString(),
              place.who().value(),
              doing)
          .execute(unit.manager());
    }
  }

  private int at(Sql change, String process, Place place) {
    return change
        .add(
            " WHERE PROCESS = ? AND TICKET = ? AND STAFF = ?",
            process,
            place.ticket().toString(),
            place.who().value())
        .execute(unit.manager());
  }

  @Override
  public Map<Place, Doing> of(Set<String> processes) {
    Map<Place, Doing> found = new HashMap<>();
    List<Object[]> rows =
        Sql.of("SELECT p.TICKET, p.STAFF, p.DOING FROM PRESENCE p WHERE ")
            .in("p.PROCESS", processes)
            .fetchFirst(MOST)
            .rows(unit.manager());
    for (Object[] row : rows) {
      StaffId who = new StaffId((String) row[1]);
      Doing doing = Doing.valueOf((String) row[2]);
      TicketRef.parse((String) row[0])
          .ifPresent(ticket -> found.merge(new Place(ticket, who), doing, Doing::more));
    }
    return found;
  }

  @Override
  public Set<String> processes() {
    return new HashSet<>(
        Sql.of("SELECT DISTINCT p.PROCESS FROM PRESENCE p").strings(unit.manager()));
  }

  @Override
  public void forget(Collection<String> processes) {
    if (!processes.isEmpty()) {
      Sql.of("DELETE FROM PRESENCE WHERE ").in("PROCESS", processes).execute(unit.manager());
    }
  }
}
