package org.madoguchi.tickets.internal.jpa;

import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.persistence.Sql;
import org.madoguchi.persistence.UtcMillis;
import org.madoguchi.tickets.TicketStatus;
import org.madoguchi.tickets.internal.MergeRepository;
import org.madoguchi.tickets.internal.domain.Contributors;
import org.madoguchi.tickets.internal.domain.Merge;
import org.madoguchi.tickets.internal.domain.Ticket;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Merges in table TICKET_MERGE. */
@Component
public final class JpaMergeRepository implements MergeRepository {
  private final TicketUnit unit;

  @Activate
  public JpaMergeRepository(@Reference TicketUnit unit) {
    this.unit = unit;
  }

  @Override
  public Optional<Merge> away(long ticket) {
    return Sql.of(
            "SELECT m.TICKET_ID, m.INTO_ID, m.STATUS, m.SECTION, m.CONTRIBUTORS, m.BROUGHT,"
                + " m.MERGED_BY, m.MERGED_AT"
                + " FROM TICKET_MERGE m WHERE m.TICKET_ID = ?",
            ticket)
        .rows(unit.manager())
        .stream()
        .map(JpaMergeRepository::merge)
        .findFirst();
  }

  private static Merge merge(Object[] row) {
    return new Merge(
        ((Number) row[0]).longValue(),
        ((Number) row[1]).longValue(),
        TicketStatus.valueOf((String) row[2]),
        new SectionId((String) row[3]),
        Contributors.of((String) row[4]),
        Contributors.of((String) row[5]),
        new StaffId((String) row[6]),
        UtcMillis.instant((Timestamp) row[7]));
  }

  @Override
  public Optional<Ticket> whereItGoesOn(long ticket) {
    Optional<Long> last = Optional.empty();
    for (Optional<Long> next = next(ticket); next.isPresent(); next = next(next.get())) {
      last = next;
    }
    return last.flatMap(
        id ->
            Sql.of("SELECT t.* FROM TICKET t WHERE t.ID = ?", id)
                .loadOne(unit.manager(), TicketRow.class)
                .map(TicketRow::ticket));
  }

  private Optional<Long> next(long ticket) {
    return Sql.of("SELECT m.INTO_ID FROM TICKET_MERGE m WHERE m.TICKET_ID = ?", ticket)
        .numbers(unit.manager())
        .stream()
        .findFirst();
  }

  @Override
  public List<Ticket> takenIn(long ticket) {
    List<Ticket> all = new ArrayList<>();
    List<Long> level = List.of(ticket);
    while (!level.isEmpty()) {
      List<Ticket> below =
          Sql.of("SELECT t.* FROM TICKET t JOIN TICKET_MERGE m ON m.TICKET_ID = t.ID WHERE ")
              .in("m.INTO_ID", level)
              .read(unit.manager(), TicketRow.class)
              .stream()
              .map(TicketRow::ticket)
              .toList();
      all.addAll(below);
      level = below.stream().map(Ticket::id).toList();
    }
    return all;
  }

  @Override
  public void add(Merge merge) {
    Sql.of(
            "INSERT INTO TICKET_MERGE (TICKET_ID, INTO_ID, STATUS, SECTION, CONTRIBUTORS,"
                + " BROUGHT, MERGED_BY, MERGED_AT) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            merge.ticket(),
            merge.into(),
            merge.status(),
            merge.section().value(),
            merge.contributors().listed(),
            merge.brought().listed(),
            merge.by().value(),
            merge.at())
        .execute(unit.manager());
  }

  @Override
  public boolean remove(Merge merge) {
    return Sql.of(
                "DELETE FROM TICKET_MERGE WHERE TICKET_ID = ? AND INTO_ID = ?",
                merge.ticket(),
                merge.into())
            .execute(unit.manager())
        == 1;
  }
}
