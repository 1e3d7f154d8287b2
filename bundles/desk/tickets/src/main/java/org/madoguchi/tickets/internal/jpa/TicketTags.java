package org.madoguchi.tickets.internal.jpa;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.persistence.EntityManager;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.access.Reach;
import org.madoguchi.persistence.Sql;

/**
 * Which tickets have a tag, for a list. A rare tag leads to its tickets; a frequent one is looked
 * for on the way through the list, where it turns up soon enough.
 */
final class TicketTags {
  private static final int RARE = 500;

  private final String tag;
  private final Optional<List<Long>> tickets;

  private TicketTags(String tag, Optional<List<Long>> tickets) {
    this.tag = tag;
    this.tickets = tickets;
  }

  static TicketTags of(EntityManager manager, String tag, List<Reach> reaches) {
    Sql owned = Sql.of("SELECT g.TICKET_ID FROM TICKET_TAG g WHERE g.TAG = ? AND ", tag);
    List<Long> found =
        new ArrayList<>(
            AccessFilter.owned(owned, "g", reaches).fetchFirst(RARE + 1).numbers(manager));
    if (AccessFilter.contribute(reaches)) {
      Sql contributed =
          Sql.of(
              "SELECT DISTINCT g.TICKET_ID FROM TICKET_SECTION c"
                  + " JOIN TICKET_TAG g ON g.TICKET_ID = c.TICKET_ID WHERE g.TAG = ? AND ",
              tag);
      found.addAll(
          AccessFilter.contributions(contributed, "c", reaches)
              .fetchFirst(RARE + 1)
              .numbers(manager));
    }
    return new TicketTags(tag, Optional.of(found).filter(ids -> ids.size() <= RARE));
  }

  boolean isOnNone() {
    return tickets.filter(List::isEmpty).isPresent();
  }

  void appendTo(Sql sql) {
    if (tickets.isPresent()) {
      sql.add(" AND ").in("t.ID", tickets.get());
    } else {
      sql.add(
          " AND EXISTS (SELECT 1 FROM TICKET_TAG g WHERE g.TICKET_ID = t.ID AND g.TAG = ?)", tag);
    }
  }

  /** The table with the index named, as Derby would rather sort than follow it. */
  static String table(List<Reach> area) {
    boolean oneMunicipality =
        area.stream().map(Reach::municipality).distinct().count() == 1
            && !area.get(0).municipality().equals(MunicipalityId.EVERY);
    return oneMunicipality
        ? "TICKET_TAG g --DERBY-PROPERTIES index=IX_TICKET_TAG_WORD\n"
        : "TICKET_TAG g";
  }
}
