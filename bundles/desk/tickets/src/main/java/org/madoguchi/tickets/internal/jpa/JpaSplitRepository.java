package org.madoguchi.tickets.internal.jpa;

import java.sql.Timestamp;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.AccessTag;
import org.madoguchi.persistence.Sql;
import org.madoguchi.persistence.UtcMillis;
import org.madoguchi.tickets.internal.SplitRepository;
import org.madoguchi.tickets.internal.domain.Entry;
import org.madoguchi.tickets.internal.domain.Split;
import org.madoguchi.tickets.internal.domain.Ticket;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Splits in tables TICKET_SPLIT and TICKET_SPLIT_ENTRY. */
@Component
public final class JpaSplitRepository implements SplitRepository {
  private static final String COLUMNS =
      "SELECT s.TICKET_ID, s.FROM_ID, s.SPLIT_BY, s.SPLIT_AT FROM TICKET_SPLIT s WHERE ";

  private final TicketUnit unit;

  @Activate
  public JpaSplitRepository(@Reference TicketUnit unit) {
    this.unit = unit;
  }

  @Override
  public void add(Split split) {
    Sql.of(
            "INSERT INTO TICKET_SPLIT (TICKET_ID, FROM_ID, ENTRIES, SPLIT_BY, SPLIT_AT)"
                + " VALUES (?, ?, ?, ?, ?)",
            split.ticket(),
            split.from(),
            split.entries().size(),
            split.by().value(),
            split.at())
        .execute(unit.manager());
    Sql sql = Sql.of("INSERT INTO TICKET_SPLIT_ENTRY (TICKET_ID, ENTRY_ID) VALUES ");
    String comma = "";
    for (long entry : split.entries()) {
      sql.add(comma + "(?, ?)", split.ticket(), entry);
      comma = ", ";
    }
    sql.execute(unit.manager());
  }

  @Override
  public Optional<Split> find(long ticket) {
    return splits(Sql.of(COLUMNS + "s.TICKET_ID = ?", ticket)).stream().findFirst();
  }

  @Override
  public List<Split> leading(long from, Collection<Long> ids) {
    return splits(
        Sql.of(
                COLUMNS
                    + "s.FROM_ID = ? AND EXISTS (SELECT 1 FROM TICKET_SPLIT_ENTRY e"
                    + " WHERE e.TICKET_ID = s.TICKET_ID AND ",
                from)
            .in("e.ENTRY_ID", ids)
            .add(") ORDER BY s.TICKET_ID"));
  }

  private List<Split> splits(Sql sql) {
    return sql.rows(unit.manager()).stream().map(this::split).toList();
  }

  private Split split(Object[] row) {
    long ticket = ((Number) row[0]).longValue();
    return new Split(
        ticket,
        ((Number) row[1]).longValue(),
        Sql.of(
                "SELECT e.ENTRY_ID FROM TICKET_SPLIT_ENTRY e WHERE e.TICKET_ID = ?"
                    + " ORDER BY e.ENTRY_ID",
                ticket)
            .numbers(unit.manager()),
        new StaffId((String) row[2]),
        UtcMillis.instant((Timestamp) row[3]));
  }

  @Override
  public boolean remove(Split split) {
    Sql.of("DELETE FROM TICKET_SPLIT_ENTRY WHERE TICKET_ID = ?", split.ticket())
        .execute(unit.manager());
    return Sql.of("DELETE FROM TICKET_SPLIT WHERE TICKET_ID = ?", split.ticket())
            .execute(unit.manager())
        == 1;
  }

  @Override
  public List<Entry> entries(Collection<Long> tickets, Collection<Long> ids) {
    return Sql.of("SELECT e.* FROM TICKET_ENTRY e WHERE ")
        .in("e.TICKET_ID", tickets)
        .add(" AND ")
        .in("e.ID", ids)
        .add(" ORDER BY e.OCCURRED_AT, e.ID")
        .read(unit.manager(), EntryRow.class)
        .stream()
        .map(EntryRow::bare)
        .toList();
  }

  @Override
  public int count(long ticket) {
    return Sql.of("SELECT COUNT(*) FROM TICKET_ENTRY e WHERE e.TICKET_ID = ?", ticket)
        .numbers(unit.manager())
        .get(0)
        .intValue();
  }

  @Override
  public int move(long from, Ticket to, Collection<Long> ids) {
    AccessTag access = to.tag();
    // whoever records at this moment what became of a message looks again
    int moved =
        Sql.of(
                "UPDATE TICKET_ENTRY SET TICKET_ID = ?, SECTION = ?, CONFIDENTIALITY = ?,"
                    + " ROW_VERSION = ROW_VERSION + 1 WHERE TICKET_ID = ? AND ",
                to.id(),
                access.section().value(),
                access.confidentiality().level(),
                from)
            .in("ID", ids)
            .execute(unit.manager());
    Sql.of(
            "UPDATE TICKET_ATTACHMENT SET TICKET_ID = ?, SECTION = ?, CONFIDENTIALITY = ?"
                + " WHERE TICKET_ID = ? AND ",
            to.id(),
            access.section().value(),
            access.confidentiality().level(),
            from)
        .in("ENTRY_ID", ids)
        .execute(unit.manager());
    for (String table : List.of("TICKET_HARASSMENT", "STAFF_ALERT")) {
      Sql.of("UPDATE " + table + " SET TICKET_ID = ? WHERE TICKET_ID = ? AND ", to.id(), from)
          .in("ENTRY_ID", ids)
          .execute(unit.manager());
    }
    return moved;
  }
}
