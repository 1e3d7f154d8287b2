package org.madoguchi.tickets.internal.jpa;

import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.persistence.Sql;
import org.madoguchi.tickets.TicketRef;
import org.madoguchi.tickets.internal.TicketQueries.Place;
import org.madoguchi.tickets.internal.bulk.BulkItem;
import org.madoguchi.tickets.internal.bulk.BulkJob;
import org.madoguchi.tickets.internal.bulk.BulkStore;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Changes of many tickets, in tables BULK_JOB and BULK_ITEM. */
@Component
public final class JpaBulkStore implements BulkStore {
  private static final String JOB = "SELECT j.* FROM BULK_JOB j WHERE ";
  private static final String ITEM = "SELECT i.* FROM BULK_ITEM i WHERE i.JOB_ID = ?";

  private final TicketUnit unit;

  @Activate
  public JpaBulkStore(@Reference TicketUnit unit) {
    this.unit = unit;
  }

  @Override
  public void add(BulkJob job, List<BulkItem> items) {
    unit.manager().persist(BulkJobRow.of(job));
    insert(job.id(), items);
  }

  /** Written in batches of the unit's. */
  private void insert(long job, List<BulkItem> items) {
    items.forEach(item -> unit.manager().persist(BulkItemRow.of(job, item)));
    unit.manager().flush();
  }

  @Override
  public Optional<BulkJob> find(long id) {
    return one(Sql.of(JOB + "j.ID = ?", id));
  }

  @Override
  public Optional<BulkJob> find(StaffId staff, String requestId) {
    return one(Sql.of(JOB + "j.STAFF = ? AND j.REQUEST_ID = ?", staff.value(), requestId));
  }

  private Optional<BulkJob> one(Sql sql) {
    return sql.readOne(unit.manager(), BulkJobRow.class).map(BulkJobRow::job);
  }

  @Override
  public List<BulkJob> of(StaffId staff, int limit) {
    return jobs(Sql.of(JOB + "j.STAFF = ? ORDER BY j.ID DESC", staff.value()).fetchFirst(limit));
  }

  @Override
  public List<BulkJob> active(int limit) {
    return jobs(
        Sql.of(JOB)
            .in("j.STATE", List.of(BulkJob.State.COLLECTING, BulkJob.State.RUNNING))
            .add(" ORDER BY j.ID")
            .fetchFirst(limit));
  }

  private List<BulkJob> jobs(Sql sql) {
    return sql.read(unit.manager(), BulkJobRow.class).stream().map(BulkJobRow::job).toList();
  }

  @Override
  public boolean turn(long job, BulkJob.State from, BulkJob.State to) {
    return Sql.of("UPDATE BULK_JOB SET STATE = ? WHERE ID = ? AND STATE = ?", to, job, from)
            .execute(unit.manager())
        == 1;
  }

  @Override
  public void collected(BulkJob job, List<BulkItem> found) {
    Place place = job.collected().orElse(new Place(BulkJob.ORDER, InstantConverter.NEVER, 0));
    boolean still =
        Sql.of(
                    "UPDATE BULK_JOB SET STATE = ?, PLACE_AT = ?, PLACE_ID = ?, CAPPED = ?"
                        + " WHERE ID = ? AND STATE = ?",
                    job.state(),
                    place.value(),
                    place.id(),
                    job.capped(),
                    job.id(),
                    BulkJob.State.COLLECTING)
                .execute(unit.manager())
            == 1;
    if (still) {
      insert(job.id(), found);
    }
  }

  @Override
  public boolean undo(BulkJob job, BulkJob undoing) {
    boolean first =
        Sql.of(
                    "UPDATE BULK_JOB SET UNDONE_BY = ? WHERE ID = ? AND UNDONE_BY = 0",
                    undoing.id(),
                    job.id())
                .execute(unit.manager())
            == 1;
    if (first) {
      unit.manager().persist(BulkJobRow.of(undoing));
      // one statement for all of them, of the values they have
      Sql.of(
              "INSERT INTO BULK_ITEM (JOB_ID, TICKET, SEEN, STATE, REASON, MISSING,"
                  + " AFTER_VERSION, BEFORE_VALUES, CLOSED_AT, ENTRY_ID) SELECT "
                  + undoing.id()
                  + ", i.TICKET, i.AFTER_VERSION, 'WAITING', 'NONE', '', 0, i.BEFORE_VALUES,"
                  + " i.CLOSED_AT, i.ENTRY_ID FROM BULK_ITEM i WHERE i.JOB_ID = ? AND i.STATE = ?",
              job.id(),
              BulkItem.State.DONE)
          .execute(unit.manager());
    }
    return first;
  }

  @Override
  public Optional<BulkItem> item(long job, TicketRef ticket) {
    return Sql.of(ITEM + " AND i.TICKET = ?", job, ticket.toString())
        .readOne(unit.manager(), BulkItemRow.class)
        .map(BulkItemRow::item);
  }

  @Override
  public List<BulkItem> waiting(long job, int limit) {
    return items(
        Sql.of(ITEM + " AND i.STATE = ? ORDER BY i.TICKET", job, BulkItem.State.WAITING)
            .fetchFirst(limit));
  }

  private List<BulkItem> items(Sql sql) {
    return sql.read(unit.manager(), BulkItemRow.class).stream().map(BulkItemRow::item).toList();
  }

  @Override
  public boolean claim(long job, TicketRef ticket) {
    return Sql.of(
                "UPDATE BULK_ITEM SET STATE = ? WHERE JOB_ID = ? AND TICKET = ? AND STATE = ?",
                BulkItem.State.DONE,
                job,
                ticket.toString(),
                BulkItem.State.WAITING)
            .execute(unit.manager())
        == 1;
  }

  @Override
  public void settle(long job, TicketRef ticket, BulkItem.Outcome outcome) {
    Sql.of(
            "UPDATE BULK_ITEM SET STATE = ?, REASON = ?, MISSING = ?, AFTER_VERSION = ?,"
                + " BEFORE_VALUES = ?, CLOSED_AT = ?, ENTRY_ID = ? WHERE JOB_ID = ? AND TICKET = ?",
            outcome.state(),
            outcome.reason(),
            String.join(",", outcome.missing()),
            outcome.version(),
            BulkJson.write(outcome.changes()),
            outcome.closedBefore().orElse(InstantConverter.NEVER),
            outcome.entry(),
            job,
            ticket.toString())
        .execute(unit.manager());
  }

  @Override
  public Map<BulkItem.State, Integer> counts(long job) {
    Map<BulkItem.State, Integer> counts = new EnumMap<>(BulkItem.State.class);
    // along the key, where each row stays in its place while its state changes: none is missed
    Sql.of(
            "SELECT i.STATE, COUNT(*) FROM BULK_ITEM i --DERBY-PROPERTIES constraint=PK_BULK_ITEM\n"
                + " WHERE i.JOB_ID = ? GROUP BY i.STATE",
            job)
        .rows(unit.manager())
        .forEach(
            row ->
                counts.put(
                    BulkItem.State.valueOf(row[0].toString()), ((Number) row[1]).intValue()));
    return counts;
  }

  @Override
  public List<BulkItem> refused(long job, String after, int limit) {
    return items(
        Sql.of(
                ITEM + " AND i.STATE = ? AND i.TICKET > ? ORDER BY i.TICKET",
                job,
                BulkItem.State.REFUSED,
                after)
            .fetchFirst(limit));
  }

  @Override
  public List<BulkJob> handovers(MunicipalityId municipality, Collection<Long> changes) {
    Sql sql =
        Sql.of(
            JOB + "j.STAFF = ? AND j.MUNICIPALITY = ? AND ",
            StaffId.SYSTEM.value(),
            municipality.value());
    return changes.isEmpty() ? List.of() : jobs(sql.in("j.STAFF_CHANGE", changes));
  }

  @Override
  public List<BulkItem> notable(long job, int limit) {
    return items(Sql.of(ITEM + " AND i.REASON <> 'NONE' ORDER BY i.TICKET", job).fetchFirst(limit));
  }

  @Override
  public Handed handed(long job) {
    Object[] row =
        Sql.of(
                "SELECT COUNT(*), MIN(i.TICKET) FROM BULK_ITEM i"
                    + " WHERE i.JOB_ID = ? AND i.STATE = ? AND i.REASON = 'NONE'",
                job,
                BulkItem.State.DONE)
            .rows(unit.manager())
            .get(0);
    return new Handed(
        ((Number) row[0]).intValue(),
        Optional.ofNullable((String) row[1]).flatMap(TicketRef::parse));
  }

  @Override
  public int forget(Instant before, int limit) {
    List<Long> old =
        Sql.of("SELECT j.ID FROM BULK_JOB j WHERE j.CREATED_AT < ? ORDER BY j.CREATED_AT", before)
            .fetchFirst(limit)
            .numbers(unit.manager());
    for (long job : old) {
      Sql.of("DELETE FROM BULK_ITEM WHERE JOB_ID = ?", job).execute(unit.manager());
      Sql.of("DELETE FROM BULK_JOB WHERE ID = ?", job).execute(unit.manager());
    }
    return old.size();
  }
}
