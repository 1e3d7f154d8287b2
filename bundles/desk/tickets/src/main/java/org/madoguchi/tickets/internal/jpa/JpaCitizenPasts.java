package org.madoguchi.tickets.internal.jpa;

import static java.util.stream.Collectors.toMap;

import java.util.Map;
import java.util.Set;
import org.madoguchi.persistence.Sql;
import org.madoguchi.tickets.internal.citizens.CitizenPasts;
import org.madoguchi.tickets.internal.domain.Citizen;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Earlier versions in table CITIZEN_PAST. */
@Component
public final class JpaCitizenPasts implements CitizenPasts {
  private final TicketUnit unit;

  @Activate
  public JpaCitizenPasts(@Reference TicketUnit unit) {
    this.unit = unit;
  }

  @Override
  public Map<Long, Citizen.Contents> of(long citizen, Set<Long> versions) {
    if (versions.isEmpty()) {
      return Map.of();
    }
    return Sql.of("SELECT p.* FROM CITIZEN_PAST p WHERE p.CITIZEN_ID = ? AND ", citizen)
        .in("p.VERSION", versions)
        .read(unit.manager(), CitizenPastRow.class)
        .stream()
        .collect(toMap(p -> p.version, CitizenPastRow::contents));
  }
}
