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
import org.madoguchi.tickets.internal.notices.Notice;
import org.madoguchi.tickets.internal.notices.Notice.Kind;
import org.madoguchi.tickets.internal.notices.NoticeStore;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Notices, in tables NOTICE, NOTICE_SETTING and TICKET_WATCHER. */
@Component
public final class JpaNoticeStore implements NoticeStore {
  private static final String STREAM = "notices";
  private static final int VERSION = 1;
  private static final int COUNTED = 100;
  private static final String OF_TICKET = " FROM NOTICE n JOIN TICKET t ON t.ID = n.TICKET_ID";

  private final TicketUnit unit;
  private final EventLog log;

  @Activate
  public JpaNoticeStore(@Reference TicketUnit unit, @Reference EventLog log) {
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
    return Sql.of("SELECT n.STAFF FROM NOTICE n WHERE n.EVENT_ID = ? AND ", event)
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
    Sql.of("SELECT s.STAFF, s.UNWANTED FROM NOTICE_SETTING s WHERE ")
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
        Sql.of("UPDATE NOTICE_SETTING SET UNWANTED = ? WHERE STAFF = ?", written, who.value())
            .execute(unit.manager());
    if (changed == 0) {
      Sql.of("INSERT INTO NOTICE_SETTING (STAFF, UNWANTED) VALUES (?, ?)", who.value(), written)
          .execute(unit.manager());
    }
  }

  @Override
  public void add(Notice notice, MunicipalityId municipality) {
    Sql.of(
            "INSERT INTO NOTICE (ID, STAFF, EVENT_ID, KIND, TICKET_ID, ENTRY_ID, ACTOR, STATUS,"
                + " OCCURRED_AT, SEEN) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            notice.id(),
            notice.staff().value(),
            notice.event(),
            notice.kind(),
            notice.ticket(),
            notice.entry(),
            notice.actor().value(),
            notice.status().map(TicketStatus::name).orElse(""),
            notice.at(),
            notice.seen())
        .execute(unit.manager());
    log.append(
        unit.transactions(),
        List.of(
            new NewEvent(
                STREAM,
                "notices-" + notice.staff(),
                notice.id(),
                "PersonNotified",
                VERSION,
                BulkJson.write(Map.of("notice", Long.toString(notice.id()))),
                AccessTag.of(municipality),
                StaffId.SYSTEM,
                notice.at())));
  }

  @Override
  public void remove(long ticket, long entry, Kind kind) {
    Sql.of(
            "DELETE FROM NOTICE WHERE TICKET_ID = ? AND ENTRY_ID = ? AND KIND = ?",
            ticket,
            entry,
            kind)
        .execute(unit.manager());
  }

  @Override
  public List<Told> page(StaffId who, OptionalLong before, int limit, List<Reach> reaches) {
    Sql sql =
        Sql.of(
            "SELECT t.* , n.ID AS NOTICE_ID, n.EVENT_ID AS NOTICE_EVENT, n.KIND AS NOTICE_KIND,"
                + " n.ENTRY_ID AS NOTICE_ENTRY, n.ACTOR AS NOTICE_ACTOR, n.STATUS AS NOTICE_STATUS,"
                + " n.OCCURRED_AT AS NOTICE_AT, n.SEEN AS NOTICE_SEEN"
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
            (row, found) -> new Told(notice(who, row, found), row.ticket()));
  }

  private static Notice notice(StaffId who, TicketRow row, ResultSet found) throws SQLException {
    String status = found.getString("NOTICE_STATUS");
    return new Notice(
        found.getLong("NOTICE_ID"),
        who,
        found.getLong("NOTICE_EVENT"),
        Kind.valueOf(found.getString("NOTICE_KIND")),
        row.id,
        found.getLong("NOTICE_ENTRY"),
        new StaffId(found.getString("NOTICE_ACTOR")),
        status.isEmpty() ? Optional.empty() : Optional.of(TicketStatus.valueOf(status)),
        UtcMillis.instant(found.getTimestamp("NOTICE_AT")),
        found.getBoolean("NOTICE_SEEN"));
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
      Sql.of("UPDATE NOTICE SET SEEN = ? WHERE ID = ?", true, id).execute(unit.manager());
    }
    return there;
  }

  @Override
  public void seeAll(StaffId who, long newest) {
    Sql.of(
            "UPDATE NOTICE SET SEEN = ? WHERE STAFF = ? AND SEEN = ? AND ID <= ?",
            true,
            who.value(),
            false,
            newest)
        .execute(unit.manager());
  }

  @Override
  public int forget(Instant before, int limit) {
    List<Long> old =
        Sql.of("SELECT n.ID FROM NOTICE n WHERE n.OCCURRED_AT < ? ORDER BY n.OCCURRED_AT", before)
            .fetchFirst(limit)
            .numbers(unit.manager());
    if (!old.isEmpty()) {
      Sql.of("DELETE FROM NOTICE WHERE ").in("ID", old).execute(unit.manager());
    }
    return old.size();
  }
}
