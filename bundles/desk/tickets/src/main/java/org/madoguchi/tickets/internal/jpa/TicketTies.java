package org.madoguchi.tickets.internal.jpa;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.persistence.EntityManager;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.Reach;
import org.madoguchi.persistence.Sql;
import org.madoguchi.persistence.UtcMillis;
import org.madoguchi.tickets.internal.TicketQueries.Linked;
import org.madoguchi.tickets.internal.TicketQueries.Part;
import org.madoguchi.tickets.internal.TicketQueries.Ties;
import org.madoguchi.tickets.internal.domain.Relation;
import org.madoguchi.tickets.internal.domain.TicketEvent;

/** What a ticket is tied to, read in one statement: each branch goes along an index of its own. */
final class TicketTies {
  private static final int MOST = 200;

  private TicketTies() {}

  static Ties of(EntityManager manager, long ticket, List<Reach> reaches) {
    Sql sql = Sql.of("SELECT t.* , t.TIE, t.TIED_BY, t.TIED_AT, t.MOVED FROM (");
    // whoever links tickets by hand is told in their histories only
    branch(
        sql.add(
            "SELECT x.*, l.RELATION AS TIE, '' AS TIED_BY, l.CREATED_AT AS TIED_AT, 0 AS MOVED"),
        " FROM TICKET x JOIN TICKET_LINK l ON l.OTHER_ID = x.ID WHERE l.TICKET_ID = ? AND ",
        ticket,
        reaches);
    branch(
        split(sql, TicketEvent.SPLIT_INTO),
        " FROM TICKET x JOIN TICKET_SPLIT s ON s.TICKET_ID = x.ID WHERE s.FROM_ID = ? AND ",
        ticket,
        reaches);
    branch(
        split(sql, TicketEvent.SPLIT_FROM),
        " FROM TICKET x JOIN TICKET_SPLIT s ON s.FROM_ID = x.ID WHERE s.TICKET_ID = ? AND ",
        ticket,
        reaches);
    List<Linked> linked = new ArrayList<>();
    List<Part> parts = new ArrayList<>();
    sql.add(") t ORDER BY t.CREATED_AT DESC, t.ID DESC")
        .fetchFirst(MOST)
        .read(manager, TicketRow.class, (row, found) -> tie(row, found, linked, parts));
    return new Ties(linked, parts);
  }

  private static Sql split(Sql sql, String tie) {
    return sql.add(
        " UNION ALL SELECT x.*, '"
            + tie
            + "' AS TIE, s.SPLIT_BY AS TIED_BY, s.SPLIT_AT AS TIED_AT, s.ENTRIES AS MOVED");
  }

  private static void branch(Sql sql, String from, long ticket, List<Reach> reaches) {
    AccessFilter.restrict(sql.add(from, ticket), "x", reaches);
  }

  private static boolean tie(TicketRow row, ResultSet found, List<Linked> linked, List<Part> parts)
      throws SQLException {
    String tie = found.getString("TIE");
    boolean away = tie.equals(TicketEvent.SPLIT_INTO);
    return away || tie.equals(TicketEvent.SPLIT_FROM)
        ? parts.add(
            new Part(
                row.ticket(),
                away,
                found.getInt("MOVED"),
                new StaffId(found.getString("TIED_BY")),
                UtcMillis.instant(found.getTimestamp("TIED_AT"))))
        : linked.add(new Linked(row.ticket(), Relation.valueOf(tie)));
  }
}
