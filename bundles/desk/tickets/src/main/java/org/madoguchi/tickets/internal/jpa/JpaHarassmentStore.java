package org.madoguchi.tickets.internal.jpa;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.Reach;
import org.madoguchi.persistence.Sql;
import org.madoguchi.persistence.UtcMillis;
import org.madoguchi.tickets.internal.domain.Ticket;
import org.madoguchi.tickets.internal.harassment.Harassment;
import org.madoguchi.tickets.internal.harassment.HarassmentRecord;
import org.madoguchi.tickets.internal.harassment.HarassmentStore;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Records of harassment in table TICKET_HARASSMENT. Whose they are and who sees them is what the
 * ticket they are on says now.
 */
@Component
public final class JpaHarassmentStore implements HarassmentStore {
  private static final String BESIDE =
      ", h.KIND AS RECORD_KIND, h.WARNED AS WARNED, h.HAPPENED_AT AS HAPPENED_AT,"
          + " h.CORRECTS AS CORRECTS,"
          + " (SELECT COUNT(*) FROM TICKET_HARASSMENT c WHERE c.CORRECTS = h.ENTRY_ID) AS CORRECTED,"
          + " b.BODY AS BODY, e.AUTHOR AS RECORDED_BY, e.OCCURRED_AT AS RECORDED_AT,"
          + " h.ENTRY_ID AS RECORD_ID";

  private final TicketUnit unit;

  @Activate
  public JpaHarassmentStore(@Reference TicketUnit unit) {
    this.unit = unit;
  }

  @Override
  public void add(
      long entry,
      Ticket ticket,
      HarassmentRecord.Kind kind,
      boolean warned,
      Instant happenedAt,
      long corrects) {
    Sql.of(
            "INSERT INTO TICKET_HARASSMENT"
                + " (ENTRY_ID, TICKET_ID, KIND, WARNED, HAPPENED_AT, CORRECTS)"
                + " VALUES (?, ?, ?, ?, ?, ?)",
            entry,
            ticket.id(),
            kind,
            warned,
            happenedAt,
            corrects)
        .execute(unit.manager());
  }

  @Override
  public List<HarassmentRecord> of(Ticket ticket, int limit, List<Reach> reaches) {
    Sql sql =
        Sql.of(
            "SELECT t.* "
                + BESIDE
                + " FROM TICKET_HARASSMENT h JOIN TICKET t ON t.ID = h.TICKET_ID"
                + " JOIN TICKET_ENTRY e ON e.ID = h.ENTRY_ID"
                + " JOIN TICKET_ENTRY_TEXT b ON b.ENTRY_ID = h.ENTRY_ID"
                + " WHERE t.CITIZEN_ID = ? AND ",
            ticket.citizen().id());
    return AccessFilter.restrict(sql, "t", reaches)
        .add(" ORDER BY h.ENTRY_ID DESC")
        .fetchFirst(limit)
        .read(unit.manager(), TicketRow.class, JpaHarassmentStore::record);
  }

  private static HarassmentRecord record(TicketRow row, ResultSet found) throws SQLException {
    String text = found.getString("BODY");
    return new HarassmentRecord(
        found.getLong("RECORD_ID"),
        row.ticket().ref(),
        HarassmentRecord.Kind.valueOf(found.getString("RECORD_KIND")),
        text.startsWith(Harassment.HEAD) ? text.substring(Harassment.HEAD.length()) : text,
        found.getBoolean("WARNED"),
        UtcMillis.instant(found.getTimestamp("HAPPENED_AT")),
        new StaffId(found.getString("RECORDED_BY")),
        UtcMillis.instant(found.getTimestamp("RECORDED_AT")),
        found.getLong("CORRECTS"),
        found.getInt("CORRECTED") > 0);
  }

  /** How many of the citizen of ticket {@code t} the reaches match, as a column. */
  static Sql counted(Sql sql, List<Reach> reaches) {
    sql.add(
        ", (SELECT COUNT(*) FROM TICKET_HARASSMENT h JOIN TICKET x ON x.ID = h.TICKET_ID"
            + " WHERE x.CITIZEN_ID = t.CITIZEN_ID AND ");
    return AccessFilter.restrict(sql, "x", reaches).add(") AS CAUTIONS");
  }
}
