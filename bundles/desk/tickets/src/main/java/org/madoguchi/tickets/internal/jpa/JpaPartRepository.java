package org.madoguchi.tickets.internal.jpa;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.persistence.Sql;
import org.madoguchi.persistence.UtcMillis;
import org.madoguchi.tickets.internal.PartRepository;
import org.madoguchi.tickets.internal.domain.Contributors.Progress;
import org.madoguchi.tickets.internal.domain.Part;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Parts in table TICKET_SECTION, whose rows come and go with the ticket's contributors. */
@Component
public final class JpaPartRepository implements PartRepository {
  private final TicketUnit unit;

  @Activate
  public JpaPartRepository(@Reference TicketUnit unit) {
    this.unit = unit;
  }

  @Override
  public List<Part> of(long ticket) {
    return Sql.of(
            "SELECT s.SECTION, s.STATE, s.FINISHED_BY, s.FINISHED_AT FROM TICKET_SECTION s"
                + " WHERE s.TICKET_ID = ?",
            ticket)
        .rows(unit.manager())
        .stream()
        .map(JpaPartRepository::part)
        .toList();
  }

  private static Part part(Object[] row) {
    Instant at = UtcMillis.instant((Timestamp) row[3]);
    return new Part(
        new SectionId((String) row[0]),
        Progress.valueOf((String) row[1]),
        new StaffId((String) row[2]),
        Optional.of(at).filter(InstantConverter.NEVER::isAfter));
  }

  @Override
  public void put(long ticket, Part part) {
    Sql.of(
            "UPDATE TICKET_SECTION SET STATE = ?, FINISHED_BY = ?, FINISHED_AT = ?"
                + " WHERE TICKET_ID = ? AND SECTION = ?",
            part.progress(),
            part.by().value(),
            part.at().orElse(InstantConverter.NEVER),
            ticket,
            part.section().value())
        .execute(unit.manager());
  }
}
