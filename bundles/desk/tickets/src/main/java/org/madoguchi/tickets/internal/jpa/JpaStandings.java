package org.madoguchi.tickets.internal.jpa;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.AccessTag;
import org.madoguchi.kernel.access.Confidentiality;
import org.madoguchi.persistence.Sql;
import org.madoguchi.tickets.TicketRef;
import org.madoguchi.tickets.TicketStatus;
import org.madoguchi.tickets.internal.census.Standing;
import org.madoguchi.tickets.internal.census.Standings;
import org.madoguchi.tickets.internal.domain.Contributors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Standings from table TICKET, without the columns they do not need. */
@Component
public final class JpaStandings implements Standings {
  private static final String SELECT =
      "SELECT t.MUNICIPALITY, t.FISCAL_YEAR, t.SERIAL, t.SECTION, t.CONFIDENTIALITY, t.OWNER,"
          + " t.STATUS, t.DUE_AT, t.DELIVERY_PROBLEM, t.UNREAD, t.EVENT_SEQUENCE,"
          + " t.CONTRIBUTORS"
          + " FROM TICKET t WHERE ";

  private final TicketUnit unit;

  @Activate
  public JpaStandings(@Reference TicketUnit unit) {
    this.unit = unit;
  }

  /** In parts, each along an index. */
  @Override
  public List<Standing> watched() {
    Reading reading = new Reading();
    return unit.read(
        () -> {
          for (String m = after(""); !m.isEmpty(); m = after(m)) {
            reading.add(Sql.of(SELECT).add("t.MUNICIPALITY = ? AND t.STAGE = 0", m));
          }
          reading.add(Sql.of(SELECT).add("t.DELIVERY_PROBLEM = TRUE AND t.STAGE <> 0"));
          reading.add(
              Sql.of(SELECT)
                  .add("t.UNREAD = TRUE AND t.OWNER > '' AND t.STAGE <> 0")
                  .add(" AND t.DELIVERY_PROBLEM = FALSE"));
          return reading.found;
        });
  }

  /** The next municipality that has tickets, '' behind the last: a step along the index each. */
  private String after(String municipality) {
    return Sql.of("SELECT t.MUNICIPALITY FROM TICKET t --DERBY-PROPERTIES index=IX_TICKET_DUE\n")
        .add("WHERE t.MUNICIPALITY > ? ORDER BY t.MUNICIPALITY", municipality)
        .fetchFirst(1)
        .strings(unit.manager())
        .stream()
        .findFirst()
        .orElse("");
  }

  private record Year(MunicipalityId municipality, int fiscalYear) {}

  @Override
  public List<Standing> of(Collection<TicketRef> refs) {
    Map<Year, List<Long>> serials =
        refs.stream()
            .collect(
                Collectors.groupingBy(
                    ref -> new Year(ref.municipality(), ref.fiscalYear()),
                    Collectors.mapping(TicketRef::serial, Collectors.toList())));
    Reading reading = new Reading();
    return unit.read(
        () -> {
          serials.forEach(
              (year, numbers) ->
                  reading.add(
                      Sql.of(SELECT)
                          .add(
                              "t.MUNICIPALITY = ? AND t.FISCAL_YEAR = ? AND ",
                              year.municipality().value(),
                              year.fiscalYear())
                          .in("t.SERIAL", numbers)));
          return reading.found;
        });
  }

  /** Rows as standings; what many of them share is kept once. */
  private final class Reading {
    final List<Standing> found = new ArrayList<>();
    private final Map<AccessTag, AccessTag> tags = new HashMap<>();
    private final Map<String, StaffId> owners = new HashMap<>();

    void add(Sql sql) {
      sql.rows(unit.manager()).forEach(row -> found.add(standing(row)));
    }

    private Standing standing(Object[] row) {
      AccessTag tag =
          new AccessTag(
              new MunicipalityId((String) row[0]),
              new SectionId((String) row[3]),
              Confidentiality.ofLevel(((Number) row[4]).intValue()),
              Set.copyOf(Contributors.of((String) row[11]).sections()));
      AccessTag shared = tags.computeIfAbsent(tag, t -> t);
      return new Standing(
          new TicketRef(
              shared.municipality(), ((Number) row[1]).intValue(), ((Number) row[2]).longValue()),
          shared,
          owners.computeIfAbsent((String) row[5], StaffId::new),
          TicketStatus.valueOf((String) row[6]),
          dueAt((Timestamp) row[7]),
          (Boolean) row[8],
          (Boolean) row[9],
          ((Number) row[10]).longValue());
    }
  }

  private static Instant dueAt(Timestamp column) {
    Instant dueAt = column.toLocalDateTime().toInstant(ZoneOffset.UTC);
    return dueAt.isBefore(InstantConverter.NEVER) ? dueAt : Instant.MAX;
  }
}
