package org.madoguchi.tickets.internal.jpa;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.persistence.Sql;
import org.madoguchi.tickets.TicketImport.Former;
import org.madoguchi.tickets.internal.Formers;
import org.madoguchi.tickets.internal.Limits;
import org.madoguchi.tickets.internal.domain.InboundText;
import org.madoguchi.tickets.internal.domain.Ticket;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Old numbers in table TICKET_FORMER, and how an import goes away again. */
@Component
public final class JpaFormers implements Formers {
  /** Whoever began something on a ticket that left no event. */
  private static final List<String> BEGUN =
      List.of("TICKET_DRAFT", "TICKET_ATTACHMENT", "TICKET_LINK", "TICKET_TAG", "TICKET_WATCHER");

  private static final int PIECE = 500;

  private final TicketUnit unit;

  @Activate
  public JpaFormers(@Reference TicketUnit unit) {
    this.unit = unit;
  }

  @Override
  public void add(long ticket, MunicipalityId municipality, Former former, long job) {
    FormerRow row = new FormerRow();
    row.ticketId = ticket;
    row.municipality = municipality.value();
    row.source = former.source();
    row.oldNumber = Formers.spelled(former.number());
    row.ownerName = InboundText.line(former.owner(), Limits.NAME);
    row.jobId = job;
    unit.manager().persist(row);
  }

  @Override
  public Optional<Former> of(long ticket) {
    return Sql.of("SELECT f.* FROM TICKET_FORMER f WHERE f.TICKET_ID = ?", ticket)
        .readOne(unit.manager(), FormerRow.class)
        .map(FormerRow::former);
  }

  @Override
  public List<Ticket> of(long job, long after, int limit) {
    return Sql.of(
            "SELECT t.* FROM TICKET_FORMER f JOIN TICKET t ON t.ID = f.TICKET_ID"
                + " WHERE f.JOB_ID = ? AND f.TICKET_ID > ? ORDER BY f.TICKET_ID",
            job,
            after)
        .fetchFirst(limit)
        .read(unit.manager(), TicketRow.class)
        .stream()
        .map(TicketRow::ticket)
        .toList();
  }

  @Override
  public Set<Long> removeUntouched(List<Long> tickets) {
    List<Long> untouched = untouched(tickets);
    if (!untouched.isEmpty()) {
      remove(untouched);
    }
    return Set.copyOf(untouched);
  }

  private void remove(List<Long> tickets) {
    List<Long> citizens =
        Sql.of("SELECT DISTINCT t.CITIZEN_ID FROM TICKET t WHERE ")
            .in("t.ID", tickets)
            .numbers(unit.manager());
    List<Long> entries =
        Sql.of("SELECT e.ID FROM TICKET_ENTRY e WHERE ")
            .in("e.TICKET_ID", tickets)
            .numbers(unit.manager());
    // by their keys: Derby would read all the texts there are for a subquery
    for (int i = 0; i < entries.size(); i += PIECE) {
      List<Long> piece = entries.subList(i, Math.min(entries.size(), i + PIECE));
      remove("TICKET_ENTRY_TEXT", "ENTRY_ID", piece);
    }
    List<String> keys =
        Sql.of("SELECT f.* FROM TICKET_FORMER f WHERE ")
            .in("f.TICKET_ID", tickets)
            .read(unit.manager(), FormerRow.class)
            .stream()
            .map(FormerRow::onceKey)
            .toList();
    Sql.of("DELETE FROM TICKET_ONCE WHERE ").in("ONCE_KEY", keys).execute(unit.manager());
    for (String table : List.of("TICKET_ENTRY", "TICKET_FORMER")) {
      remove(table, "TICKET_ID", tickets);
    }
    remove("TICKET", "ID", tickets);
    removeCitizens(citizens);
  }

  /** Nothing happened but the import, and nobody has begun anything. */
  private List<Long> untouched(List<Long> tickets) {
    // taken in hand first: whoever wants to change one waits, and finds it gone
    Sql hold = Sql.of("UPDATE TICKET SET ROW_VERSION = ROW_VERSION + 1 WHERE EVENT_SEQUENCE = 1");
    hold.add(" AND ").in("ID", tickets).execute(unit.manager());
    Sql sql = Sql.of("SELECT t.ID FROM TICKET t WHERE t.EVENT_SEQUENCE = 1 AND ");
    sql.in("t.ID", tickets);
    for (String table : BEGUN) {
      sql.add(" AND NOT EXISTS (SELECT 1 FROM " + table + " x WHERE x.TICKET_ID = t.ID)");
    }
    return sql.numbers(unit.manager());
  }

  private void remove(String table, String column, List<Long> ids) {
    Sql.of("DELETE FROM " + table + " WHERE ").in(column, ids).execute(unit.manager());
  }

  private void removeCitizens(List<Long> citizens) {
    List<Long> leaving =
        Sql.of("SELECT c.ID FROM CITIZEN c WHERE c.VERSION = 1 AND ")
            .in("c.ID", citizens)
            .add(" AND NOT EXISTS (SELECT 1 FROM TICKET t WHERE t.CITIZEN_ID = c.ID)")
            .numbers(unit.manager());
    if (!leaving.isEmpty()) {
      remove("CITIZEN_CONTACT", "CITIZEN_ID", leaving);
      remove("CITIZEN", "ID", leaving);
    }
  }
}
