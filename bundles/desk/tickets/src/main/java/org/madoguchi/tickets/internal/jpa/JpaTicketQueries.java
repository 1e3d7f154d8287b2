package org.madoguchi.tickets.internal.jpa;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.Reach;
import org.madoguchi.persistence.Sql;
import org.madoguchi.tickets.TicketImport.Former;
import org.madoguchi.tickets.TicketRef;
import org.madoguchi.tickets.internal.Queue;
import org.madoguchi.tickets.internal.Reaches;
import org.madoguchi.tickets.internal.TicketQueries;
import org.madoguchi.tickets.internal.domain.Attachment;
import org.madoguchi.tickets.internal.domain.Citizen;
import org.madoguchi.tickets.internal.domain.Entry;
import org.madoguchi.tickets.internal.domain.Ticket;
import org.madoguchi.tickets.internal.problems.Cause;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Reads for lists and views; the number of statements never depends on the number of rows. */
@Component
public final class JpaTicketQueries implements TicketQueries {
  private static final int EARLIER = 20;
  private static final long NO_TICKET = 0;

  private final TicketUnit unit;

  @Activate
  public JpaTicketQueries(@Reference TicketUnit unit) {
    this.unit = unit;
  }

  @Override
  public Optional<Found> find(TicketRef ref, List<Reach> reaches) {
    String merges = "(SELECT COUNT(*) FROM TICKET_MERGE m WHERE m.INTO_ID = t.ID)";
    String further = ", " + merges + " AS MERGES";
    for (String column : List.of("SOURCE", "OLD_NUMBER", "OWNER_NAME")) {
      further += ", (SELECT f." + column + " FROM TICKET_FORMER f WHERE f.TICKET_ID = t.ID)";
      further += " AS FORMER_" + column;
    }
    for (String column : List.of("TITLE", "STATUS", "WORKAROUND", "ANNOUNCEMENT")) {
      further += ", (SELECT p." + column + " FROM TICKET_PROBLEM p WHERE p.ID = t.PROBLEM_ID)";
      further += " AS TIED_" + column;
    }
    Sql sql = JpaHarassmentStore.counted(Sql.of("SELECT t.* " + further), reaches);
    sql.add(
        " FROM TICKET t WHERE t.MUNICIPALITY = ? AND t.FISCAL_YEAR = ? AND t.SERIAL = ? AND ",
        ref.municipality().value(),
        ref.fiscalYear(),
        ref.serial());
    return AccessFilter.restrict(sql, "t", reaches)
        .read(
            unit.manager(),
            TicketRow.class,
            (row, found) ->
                new Found(
                    row.ticket(),
                    found.getInt("MERGES") > 0,
                    Optional.ofNullable(former(found)),
                    Optional.ofNullable(tiedTo(row, found)),
                    found.getInt("CAUTIONS") > 0))
        .stream()
        .findFirst();
  }

  private static Former former(ResultSet found) throws SQLException {
    String number = found.getString("FORMER_OLD_NUMBER");
    return number == null
        ? null
        : new Former(
            found.getString("FORMER_SOURCE"), number, found.getString("FORMER_OWNER_NAME"));
  }

  private static TiedTo tiedTo(TicketRow row, ResultSet found) throws SQLException {
    String title = found.getString("TIED_TITLE");
    return title == null
        ? null
        : new TiedTo(
            row.problemId,
            title,
            Cause.Status.valueOf(found.getString("TIED_STATUS")),
            found.getString("TIED_WORKAROUND"),
            found.getString("TIED_ANNOUNCEMENT"));
  }

  @Override
  public Optional<TiedTo> problem(Ticket ticket) {
    long id = ticket.details().problem();
    return id == 0
        ? Optional.empty()
        : Sql.of("SELECT p.* FROM TICKET_PROBLEM p WHERE p.ID = ?", id)
            .readOne(unit.manager(), ProblemRow.class)
            .map(ProblemRow::tied);
  }

  @Override
  public boolean caution(Ticket ticket, List<Reach> reaches) {
    Sql sql = JpaHarassmentStore.counted(Sql.of("SELECT t.ID"), reaches);
    sql.add(" FROM TICKET t WHERE t.ID = ?", ticket.id());
    return sql.rows(unit.manager()).stream().anyMatch(row -> ((Number) row[1]).intValue() > 0);
  }

  private List<Ticket> tickets(Sql sql) {
    return sql.read(unit.manager(), TicketRow.class).stream().map(TicketRow::ticket).toList();
  }

  @Override
  public List<Ticket> list(
      Filter filter,
      Order order,
      Optional<Place> after,
      int limit,
      StaffId who,
      Instant now,
      List<Reach> reaches) {
    return new TicketList(unit.manager(), who, now).page(filter, order, after, limit, reaches);
  }

  @Override
  public Tally tally(Filter filter, StaffId who, Instant now, List<Reach> reaches) {
    return new TicketList(unit.manager(), who, now).tally(filter, reaches);
  }

  @Override
  public Instant sortValue(Ticket ticket, Order order) {
    return TicketList.sortValue(ticket, order);
  }

  @Override
  public Map<Queue, Count> counts(
      Set<Queue> queues, StaffId who, Instant now, List<Reach> reaches) {
    return counted(queues, queue -> QueueConditions.parts(queue, who, now), reaches);
  }

  @Override
  public Map<Queue, Count> overdue(
      Set<Queue> queues, StaffId who, Instant now, List<Reach> reaches) {
    return counted(queues, queue -> QueueConditions.overdueParts(queue, who, now), reaches);
  }

  /** One statement for all queues; no part is counted further than it is told. */
  private Map<Queue, Count> counted(
      Set<Queue> queues, Function<Queue, List<QueueConditions.Part>> parts, List<Reach> reaches) {
    Sql sql = new Sql();
    String union = "";
    int number = 0;
    for (TicketSource source : TicketSource.of(reaches, Optional.empty())) {
      for (Queue queue : queues) {
        for (QueueConditions.Part part : parts.apply(queue)) {
          sql.add(union + "SELECT " + queue.ordinal());
          source.appendTo(sql.add(", COUNT(*) FROM (SELECT t.ID"), part, true);
          sql.fetchFirst(Count.MOST + 1).add(") c" + number++);
          union = " UNION ALL ";
        }
      }
    }
    int[] totals = new int[Queue.values().length];
    for (Object[] row : number == 0 ? List.<Object[]>of() : sql.rows(unit.manager())) {
      totals[((Number) row[0]).intValue()] += ((Number) row[1]).intValue();
    }
    Map<Queue, Count> counts = new EnumMap<>(Queue.class);
    for (Queue queue : queues) {
      counts.put(queue, Count.of(totals[queue.ordinal()]));
    }
    return counts;
  }

  @Override
  public Optional<Ticket> mostUrgent(StaffId who, List<Reach> reaches) {
    return mostUrgentOf(who, reaches).or(() -> mostUrgentOf(StaffId.NONE, reaches));
  }

  private Optional<Ticket> mostUrgentOf(StaffId owner, List<Reach> reaches) {
    Sql sql =
        Sql.of(
            "SELECT t.* FROM TICKET t WHERE t.OWNER = ? AND t.STAGE = 0"
                + " AND t.STATUS IN ('NEW', 'OPEN', 'CALLBACK_DUE') AND ",
            owner.value());
    AccessFilter.restrict(sql, "t", reaches)
        .add(" ORDER BY t.PRIORITY DESC, t.DUE_AT, t.ID")
        .fetchFirst(1);
    return tickets(sql).stream().findFirst();
  }

  @Override
  public Conversation conversation(List<Long> tickets, Optional<EntryPlace> before, int limit) {
    Sql sql = Sql.of("SELECT e.* FROM TICKET_ENTRY e WHERE ").in("e.TICKET_ID", tickets);
    before.ifPresent(
        p ->
            sql.add(
                " AND e.OCCURRED_AT <= ? AND (e.OCCURRED_AT < ? OR e.ID < ?)",
                p.at(),
                p.at(),
                p.id()));
    List<EntryRow> newest =
        new ArrayList<>(
            sql.add(" ORDER BY e.OCCURRED_AT DESC, e.ID DESC")
                .fetchFirst(limit + 1)
                .read(unit.manager(), EntryRow.class));
    boolean earlier = newest.size() > limit;
    if (earlier) {
      newest.remove(limit);
    }
    Collections.reverse(newest);
    return new Conversation(EntryParts.of(unit.manager(), tickets, newest), earlier);
  }

  @Override
  public Earlier earlier(Citizen citizen, Ticket but, List<Reach> reaches) {
    return earlier(citizen, but.id(), reaches);
  }

  @Override
  public Earlier earlier(Citizen citizen, List<Reach> reaches) {
    return earlier(citizen, NO_TICKET, reaches);
  }

  private Earlier earlier(Citizen citizen, long except, List<Reach> reaches) {
    List<Reach> here = Reaches.within(reaches, citizen.municipality());
    List<Long> group = CitizenGroup.of(unit.manager(), citizen);
    List<Ticket> newest =
        tickets(
            others(Sql.of("SELECT t.* FROM TICKET t WHERE "), group, except, here)
                .add(" ORDER BY t.CREATED_AT DESC, t.ID DESC")
                .fetchFirst(EARLIER));
    if (newest.size() < EARLIER) {
      return new Earlier(newest, new Count(newest.size(), false));
    }
    Sql count = Sql.of("SELECT COUNT(*) FROM (SELECT t.ID FROM TICKET t WHERE ");
    others(count, group, except, here).fetchFirst(Count.MOST + 1).add(") c");
    return new Earlier(newest, Count.of(count.numbers(unit.manager()).get(0).intValue()));
  }

  private static Sql others(Sql sql, List<Long> citizens, long except, List<Reach> reaches) {
    sql.in("t.CITIZEN_ID", citizens).add(" AND t.ID <> ? AND ", except);
    return AccessFilter.restrict(sql, "t", reaches);
  }

  @Override
  public Ties ties(Ticket ticket, List<Reach> reaches) {
    return TicketTies.of(unit.manager(), ticket.id(), reaches);
  }

  /** One step along the index for each word: however often it is used, it is read once. */
  @Override
  public List<String> tags(String beginning, int limit, List<Reach> reaches) {
    Set<String> words = new TreeSet<>();
    for (List<Reach> area : TicketSource.areas(reaches)) {
      Optional<String> word = tag(beginning, ">=", beginning, area);
      for (int i = 0; i < limit && word.isPresent(); i++) {
        words.add(word.get());
        word = tag(beginning, ">", word.get(), area);
      }
    }
    return words.stream().limit(limit).toList();
  }

  private Optional<String> tag(String beginning, String beyond, String place, List<Reach> area) {
    Sql sql = Sql.of("SELECT g.TAG FROM " + TicketTags.table(area) + " WHERE ");
    AccessFilter.owned(sql, "g", area)
        .add(
            " AND g.TAG " + beyond + " ? AND g.TAG LIKE ? ESCAPE '!'",
            place,
            Like.startsWith(beginning))
        .add(" ORDER BY g.TAG");
    return sql.fetchFirst(1).strings(unit.manager()).stream().findFirst();
  }

  @Override
  public Optional<Attachment> attachment(
      TicketRef ticket, long attachment, StaffId who, List<Reach> reaches) {
    Sql sql = below("SELECT x.* FROM TICKET_ATTACHMENT x", ticket, attachment);
    sql.add(" AND (x.ENTRY_ID <> 0 OR x.UPLOADER = ?) AND ", who.value());
    return AccessFilter.restrict(sql, "t", reaches)
        .readOne(unit.manager(), AttachmentRow.class)
        .map(AttachmentRow::attachment);
  }

  @Override
  public Optional<Entry> entry(TicketRef ticket, long entry, List<Reach> reaches) {
    Sql sql = below("SELECT x.* FROM TICKET_ENTRY x", ticket, entry).add(" AND ");
    return AccessFilter.restrict(sql, "t", reaches)
        .readOne(unit.manager(), EntryRow.class)
        .map(EntryRow::bare);
  }

  private static Sql below(String select, TicketRef ticket, long id) {
    return Sql.of(
        select
            + " JOIN TICKET t ON t.ID = x.TICKET_ID"
            + " WHERE x.ID = ? AND t.MUNICIPALITY = ? AND t.FISCAL_YEAR = ? AND t.SERIAL = ?",
        id,
        ticket.municipality().value(),
        ticket.fiscalYear(),
        ticket.serial());
  }

  @Override
  public Map<StaffId, Integer> owned(MunicipalityId municipality, Collection<StaffId> owners) {
    Map<StaffId, Integer> owned = new HashMap<>();
    if (!owners.isEmpty()) {
      Sql.of("SELECT t.OWNER, COUNT(*) FROM TICKET t WHERE ")
          .in("t.OWNER", owners.stream().map(StaffId::value).toList())
          .add(
              " AND t.STAGE < ? AND t.MUNICIPALITY = ? GROUP BY t.OWNER",
              TicketRow.CLOSED,
              municipality.value())
          .rows(unit.manager())
          .forEach(row -> owned.put(new StaffId((String) row[0]), ((Number) row[1]).intValue()));
    }
    return owned;
  }
}
