package org.madoguchi.tickets.internal.jpa;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.persistence.EntityManager;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.access.AccessTag;
import org.madoguchi.kernel.access.Confidentiality;
import org.madoguchi.persistence.Sql;
import org.madoguchi.tickets.internal.domain.Contributors;

/**
 * Who is told what happens to a citizen: whoever reads one of their tickets, as access columns.
 * Where they cannot say all of it they say less, never more; who is not told sees it at the next
 * look.
 */
final class CitizenAudience {
  /** So many fit into the event's column. */
  private static final int MOST = 90;

  private CitizenAudience() {}

  /** A row of tickets that are seen by the same people. */
  private record Seen(SectionId section, Confidentiality level, List<SectionId> contributing) {
    static Seen of(Object[] row) {
      return new Seen(
          new SectionId((String) row[0]),
          Confidentiality.ofLevel(((Number) row[1]).intValue()),
          Contributors.of((String) row[2]).sections());
    }

    boolean isOpen() {
      return level == Confidentiality.NORMAL;
    }
  }

  static AccessTag of(EntityManager manager, MunicipalityId municipality, List<Long> citizens) {
    List<Seen> tickets =
        Sql.of("SELECT DISTINCT t.SECTION, t.CONFIDENTIALITY, t.CONTRIBUTORS FROM TICKET t WHERE ")
            .in("t.CITIZEN_ID", citizens)
            .rows(manager)
            .stream()
            .map(Seen::of)
            .toList();
    return tickets.stream().anyMatch(Seen::isOpen)
        ? new AccessTag(municipality, SectionId.NONE, Confidentiality.NORMAL, sections(tickets))
        : new AccessTag(municipality, only(tickets), Confidentiality.RESTRICTED);
  }

  private static Set<SectionId> sections(List<Seen> tickets) {
    Set<SectionId> sections = new HashSet<>();
    for (Seen ticket : tickets) {
      sections.add(ticket.section());
      if (ticket.isOpen()) {
        sections.addAll(ticket.contributing());
      }
    }
    return sections.stream().filter(s -> !s.isNone()).limit(MOST).collect(Collectors.toSet());
  }

  /**
   * The section whose staff see the citizen; none where several have each a ticket of their own.
   */
  private static SectionId only(List<Seen> tickets) {
    List<SectionId> sections = tickets.stream().map(Seen::section).distinct().toList();
    return sections.size() == 1 ? sections.get(0) : SectionId.NONE;
  }
}
