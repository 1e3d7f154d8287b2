package org.madoguchi.tickets.internal.jpa;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.AccessTag;
import org.madoguchi.kernel.access.Reach;
import org.madoguchi.kernel.event.EventLog;
import org.madoguchi.kernel.event.NewEvent;
import org.madoguchi.persistence.Sql;
import org.madoguchi.persistence.UtcMillis;
import org.madoguchi.tickets.TicketStatus;
import org.madoguchi.tickets.internal.TicketQueries.Count;
import org.madoguchi.tickets.internal.alerts.Alert;
import org.madoguchi.tickets.internal.alerts.Alert.Kind;
import org.madoguchi.tickets.internal.alerts.AlertStore;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Alerts, in tables STAFF_ALERT, ALERT_SETTING and TICKET_WATCHER. */
@Component
public final class JpaAlertStore implements AlertStore {
  private static final String STREAM = "alerts";
  private static final int VERSION = 1;
  private static final int COUNTED = 100;
  private static final String OF_TICKET = " FROM STAFF_ALERT n JOIN TICKET t ON t.ID = n.TICKET_ID";

  private final TicketUnit unit;
  private final EventLog log;

  @Activate
  public JpaAlertStore(@Reference TicketUnit unit, @Reference EventLog log) {
    this.unit = unit;
    this.log = log;
  }

  @Override
  public Map<StaffId, Boolean> watchers(List<Long> tickets) {
    Map<StaffId, Boolean> watchers = new LinkedHashMap<>();
    long first = tickets.get(0);
    Sql.of("SELECT w.STAFF, w.FOLLOWS, w.TICKET_ID FROM TICKET_WATCHER w WHERE ")
        .in("w.TICKET_ID", tickets)
        .add(" ORDER BY CASE WHEN w.TICKET_ID = ? THEN 0 ELSE 1 END, w.STAFF", first)
        .rows(unit.manager())
        .forEach(row -> watchers.putIfAbsent(new StaffId((String) row[0]), (Boolean) row[1]));
    return watchers;
  }

  @Override
  public void watch(long ticket, StaffId who, boolean follows) {
    int changed =
        Sql.of(
                "UPDATE TICKET_WATCHER SET FOLLOWS = ? WHERE TICKET_ID = ? AND STAFF = ?",
                follows,
                ticket,
                who.value())
            .execute(unit.manager());
    if (changed == 0) {
      Sql.of(
              "INSERT INTO TICKET_WATCHER (TICKET_ID, STAFF, FOLLOWS) VALUES (?, ?, ?)",
              ticket,
              who.value(),
              follows)
          .execute(unit.manager());
    }
  }

  @Override
  public Set<StaffId> told(long event, Collection<StaffId> people) {
    return Sql.of("SELECT n.STAFF FROM STAFF_ALERT n WHERE n.EVENT_ID = ? AND ", event)
        .in("n.STAFF", logins(people))
        .strings(unit.manager())
        .stream()
        .map(StaffId::new)
        .collect(Collectors.toSet());
  }

  private static List<String> logins(Collection<StaffId> people) {
    return people.stream().map(StaffId::value).toList();
  }

  @Override
  public Map<StaffId, Set<Kind>> unwanted(Collection<StaffId> people) {
    Map<StaffId, Set<Kind>> unwanted = new HashMap<>();
    Sql.of("SELECT s.STAFF, s.UNWANTED FROM ALERT_SETTING s WHERE ")
        .in("s.STAFF", logins(people))
        .rows(unit.manager())
        .forEach(row -> unwanted.put(new StaffId((String) row[0]), kinds((String) row[1])));
    return unwanted;
  }

  private static Set<Kind> kinds(String written) {
    Set<Kind> kinds = EnumSet.noneOf(Kind.class);
    Arrays.stream(Kind.values())
        .filter(kind -> List.of(written.split(",")).contains(kind.name()))
        .forEach(kinds::add);
    return kinds;
  }

  @Override
  public void want(StaffId who, Set<Kind> unwanted) {
    String written = unwanted.stream().sorted().map(Kind::name).collect(Collectors.joining(","));
    int changed =
        Sql.of("UPDATE ALERT_SETTING SET UNWANTED = ? WHERE STAFF = ?", written, who.value())
            .execute(unit.manager());
    if (changed == 0) {
      Sql.of("INSERT INTO ALERT_SETTING (STAFF, UNWANTED) VALUES (?, ?)", who.value(), written)
          .execute(unit.manager());
    }
  }

  @Override
  public void add(Alert alert, MunicipalityId municipality) {
    Sql.of(
            "INSERT INTO STAFF_ALERT (ID, STAFF, EVENT_ID, KIND, TICKET_ID, ENTRY_ID, ACTOR,"
                + " STATUS, OCCURRED_AT, SEEN, TICKETS) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            alert.id(),
            alert.staff().value(),
            alert.event(),
            alert.kind(),
            alert.ticket(),
            alert.entry(),
            alert.actor().value(),
            alert.status().map(TicketStatus::name).orElse(""),
            alert.at(),
            alert.seen(),
            alert.tickets())
        .execute(unit.manager());
    log.append(
        unit.transactions(),
        List.of(
            new NewEvent(
                STREAM,
                "alerts-" + alert.staff(),
                alert.id(),
                "PersonNotified",
                VERSION,
                BulkJson.write(Map.of("alert", Long.toString(alert.id()))),
                AccessTag.of(municipality),
                StaffId.SYSTEM,
                alert.at())));
  }

  @Override
  public void remove(long ticket, long entry, Kind kind) {
    Sql.of(
            "DELETE FROM STAFF_ALERT WHERE TICKET_ID = ? AND ENTRY_ID = ? AND KIND = ?",
            ticket,
            entry,
            kind)
        .execute(unit.manager());
  }

  @Override
  public List<Told> page(StaffId who, OptionalLong before, int limit, List<Reach> reaches) {
    Sql sql =
        Sql.of(
            "SELECT t.* , n.ID AS ALERT_ID, n.EVENT_ID AS ALERT_EVENT, n.KIND AS ALERT_KIND,"
                + " n.ENTRY_ID AS ALERT_ENTRY, n.ACTOR AS ALERT_ACTOR, n.STATUS AS ALERT_STATUS,"
                + " n.OCCURRED_AT AS ALERT_AT, n.SEEN AS ALERT_SEEN,"
                + " n.TICKETS AS ALERT_TICKETS"
                + OF_TICKET
                + " WHERE n.STAFF = ? AND ",
            who.value());
    before.ifPresent(id -> sql.add("n.ID < ? AND ", id));
    return AccessFilter.restrict(sql, "t", reaches)
        .add(" ORDER BY n.ID DESC")
        .fetchFirst(limit)
        .read(
            unit.manager(),
            TicketRow.class,
            (row, found) -> new Told(alert(who, row, found), row.ticket()));
  }

  private static Alert alert(StaffId who, TicketRow row, ResultSet found) throws SQLException {
    String status = found.getString("ALERT_STATUS");
    return new Alert(
        found.getLong("ALERT_ID"),
        who,
        found.getLong("ALERT_EVENT"),
        Kind.valueOf(found.getString("ALERT_KIND")),
        row.id,
        found.getLong("ALERT_ENTRY"),
        new StaffId(found.getString("ALERT_ACTOR")),
        status.isEmpty() ? Optional.empty() : Optional.of(TicketStatus.valueOf(status)),
        UtcMillis.instant(found.getTimestamp("ALERT_AT")),
        found.getBoolean("ALERT_SEEN"),
        found.getInt("ALERT_TICKETS"));
  }

  @Override
  public Count unseen(StaffId who, List<Reach> reaches) {
    Sql sql =
        Sql.of(
            "SELECT COUNT(*) FROM (SELECT n.ID"
                + OF_TICKET
                + " WHERE n.STAFF = ? AND n.SEEN = ? AND ",
            who.value(),
            false);
    int found =
        AccessFilter.restrict(sql, "t", reaches)
            .fetchFirst(COUNTED)
            .add(") c")
            .numbers(unit.manager())
            .get(0)
            .intValue();
    return new Count(Math.min(found, COUNTED - 1), found == COUNTED);
  }

  @Override
  public boolean see(StaffId who, long id, List<Reach> reaches) {
    Sql sql =
        Sql.of("SELECT n.ID" + OF_TICKET + " WHERE n.ID = ? AND n.STAFF = ? AND ", id, who.value());
    boolean there = !AccessFilter.restrict(sql, "t", reaches).numbers(unit.manager()).isEmpty();
    if (there) {
      Sql.of("UPDATE STAFF_ALERT SET SEEN = ? WHERE ID = ?", true, id).execute(unit.manager());
    }
    return there;
  }

  @Override
  public void seeAll(StaffId who, long newest) {
    Sql.of(
            "UPDATE STAFF_ALERT SET SEEN = ? WHERE STAFF = ? AND SEEN = ? AND ID <= ?",
            true,
            who.value(),
            false,
            newest)
        .execute(unit.manager());
  }

  @Override
  public int forget(Instant before, int limit) {
    List<Long> old =
        Sql.of(
                "SELECT n.ID FROM STAFF_ALERT n WHERE n.OCCURRED_AT < ? ORDER BY n.OCCURRED_AT",
                before)
            .fetchFirst(limit)
            .numbers(unit.manager());
    if (!old.isEmpty()) {
      Sql.of("DELETE FROM STAFF_ALERT WHERE ").in("ID", old).execute(unit.manager());
    }
    return old.size();
  }
}
