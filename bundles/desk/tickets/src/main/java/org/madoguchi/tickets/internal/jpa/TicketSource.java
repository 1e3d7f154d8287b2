package org.madoguchi.tickets.internal.jpa;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.access.Reach;
import org.madoguchi.persistence.Sql;

/**
 * Where tickets of a list are read: those that sections own, along the indexes of TICKET, or those
 * that sections contribute to, from TICKET_SECTION. One condition with OR would be served by
 * neither. The sources of a list have no ticket in common.
 */
final class TicketSource {
  /** More parts than these (a person with very many municipalities) are read as one. */
  private static final int MOST_STATEMENTS = 12;

  private enum By {
    /** The person's reach alone. */
    OWNED,
    /** The section asked for contributes. */
    ASKED_FOR,
    /** The person's own sections contribute. */
    CONTRIBUTED
  }

  private final List<Reach> area;
  private final By by;
  private final Optional<SectionId> section;

  private TicketSource(List<Reach> area, By by, Optional<SectionId> section) {
    this.area = area;
    this.by = by;
    this.section = section;
  }

  /**
   * @param section that owns the tickets or contributes to them; empty for any
   */
  static List<TicketSource> of(List<Reach> reaches, Optional<SectionId> section) {
    List<TicketSource> sources = new ArrayList<>();
    for (List<Reach> area : areas(reaches)) {
      sources.add(new TicketSource(area, By.OWNED, section));
      if (section.isPresent()) {
        sources.add(new TicketSource(area, By.ASKED_FOR, section));
      }
      if (AccessFilter.contribute(area)) {
        sources.add(new TicketSource(area, By.CONTRIBUTED, section));
      }
    }
    return sources;
  }

  /** What is read by itself: each municipality, unless there are very many. */
  static List<List<Reach>> areas(List<Reach> reaches) {
    List<List<Reach>> areas = AccessFilter.byMunicipality(reaches);
    return areas.size() <= MOST_STATEMENTS / 3
        ? areas
        : List.of(AccessFilter.withoutCovered(reaches));
  }

  /**
   * Appends FROM and WHERE.
   *
   * @param alongIndex whether the part's own index serves the list
   */
  Sql appendTo(Sql sql, QueueConditions.Part part, boolean alongIndex) {
    switch (by) {
      case OWNED -> owned(sql, alongIndex ? part.table(area) : "TICKET t");
      case ASKED_FOR -> askedFor(sql);
      case CONTRIBUTED -> contributed(sql);
    }
    return part.appendTo(sql.add(" AND "));
  }

  /** Appends what is left of the section asked for: where that is counted, it is no condition. */
  void narrow(Sql sql) {
    if (by == By.OWNED) {
      section.ifPresent(s -> sql.add(" AND t.SECTION = ?", s.value()));
    }
  }

  private void owned(Sql sql, String table) {
    AccessFilter.owned(sql.add(" FROM " + table + " WHERE "), "t", area);
  }

  private void askedFor(Sql sql) {
    beginFrom(sql).add("c.SECTION = ?", section.orElseThrow().value());
    AccessFilter.owned(endFrom(sql), "t", area);
  }

  private void contributed(Sql sql) {
    AccessFilter.contributions(beginFrom(sql), "c", area);
    endFrom(sql).add(AccessFilter.CONTRIBUTED_LEVEL).add(" AND NOT ");
    AccessFilter.owned(sql, "t", area);
    section.ifPresent(
        s ->
            sql.add(
                " AND (t.SECTION = ? OR EXISTS (SELECT 1 FROM TICKET_SECTION f"
                    + " WHERE f.TICKET_ID = t.ID AND f.SECTION = ?))",
                s.value(),
                s.value()));
  }

  /**
   * A section contributes to few tickets, as they go: Derby is told to begin with them, and would
   * read all tickets otherwise. Other databases see comments.
   */
  private static Sql beginFrom(Sql sql) {
    return sql.add(
        " FROM --DERBY-PROPERTIES joinOrder=FIXED\n"
            + "(SELECT DISTINCT c.TICKET_ID FROM TICKET_SECTION c WHERE ");
  }

  private static Sql endFrom(Sql sql) {
    return sql.add(
        ") a, TICKET t --DERBY-PROPERTIES constraint=PK_TICKET, joinStrategy=NESTEDLOOP\n"
            + "WHERE t.ID = a.TICKET_ID AND ");
  }
}
