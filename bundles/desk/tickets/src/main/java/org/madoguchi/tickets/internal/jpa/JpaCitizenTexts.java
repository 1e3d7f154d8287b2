package org.madoguchi.tickets.internal.jpa;

import static java.util.stream.Collectors.groupingBy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.access.AccessTag;
import org.madoguchi.kernel.access.Confidentiality;
import org.madoguchi.persistence.Sql;
import org.madoguchi.tickets.TicketRef;
import org.madoguchi.tickets.internal.domain.Citizen;
import org.madoguchi.tickets.internal.domain.Contributors;
import org.madoguchi.tickets.internal.search.CitizenTexts;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Citizens by their keys, a few statements for hundreds of them. */
@Component
public final class JpaCitizenTexts implements CitizenTexts {
  private final TicketUnit unit;

  @Activate
  public JpaCitizenTexts(@Reference TicketUnit unit) {
    this.unit = unit;
  }

  @Override
  public List<Acquaintance> of(Collection<Long> citizens) {
    return unit.read(
        () -> Pieces.of(citizens).stream().flatMap(piece -> acquainted(piece).stream()).toList());
  }

  private List<Acquaintance> acquainted(List<Long> ids) {
    Map<Long, Long> rootOf = new LinkedHashMap<>();
    Sql.of("SELECT m.CITIZEN_ID, m.ROOT_ID FROM CITIZEN_MERGE m WHERE ")
        .in("m.ROOT_ID", ids)
        .rows(unit.manager())
        .forEach(row -> rootOf.put(number(row[0]), number(row[1])));
    Set<Long> all = new LinkedHashSet<>(ids);
    all.addAll(rootOf.keySet());
    Map<Long, CitizenRow> rows = new LinkedHashMap<>();
    Map<Long, List<ContactRow>> contacts = new HashMap<>();
    Map<Long, Set<AccessTag>> tags = new HashMap<>();
    for (List<Long> piece : Pieces.of(all)) {
      Sql.of("SELECT c.* FROM CITIZEN c WHERE ")
          .in("c.ID", piece)
          .read(unit.manager(), CitizenRow.class)
          .forEach(row -> rows.put(row.id, row));
      contacts.putAll(
          Sql.of("SELECT p.* FROM CITIZEN_CONTACT p WHERE ")
              .in("p.CITIZEN_ID", piece)
              .add(" ORDER BY p.CITIZEN_ID, p.ORDINAL")
              .read(unit.manager(), ContactRow.class)
              .stream()
              .collect(groupingBy(p -> p.citizenId)));
      tags(piece)
          .forEach(
              (citizen, own) ->
                  tags.computeIfAbsent(
                          rootOf.getOrDefault(citizen, citizen), c -> new LinkedHashSet<>())
                      .addAll(own));
    }
    Map<Long, List<Citizen>> others = new HashMap<>();
    rootOf.forEach(
        (other, root) -> {
          if (rows.containsKey(other)) {
            others
                .computeIfAbsent(root, r -> new ArrayList<>())
                .add(rows.get(other).citizen(contacts.getOrDefault(other, List.of())));
          }
        });
    return ids.stream()
        .filter(id -> rows.containsKey(id) && rows.get(id).goesOnIn == 0)
        .map(
            id ->
                new Acquaintance(
                    rows.get(id).citizen(contacts.getOrDefault(id, List.of())),
                    others.getOrDefault(id, List.of()),
                    List.copyOf(tags.getOrDefault(id, Set.of())),
                    rows.get(id).updatedAt))
        .toList();
  }

  private Map<Long, Set<AccessTag>> tags(List<Long> citizens) {
    Map<Long, Set<AccessTag>> tags = new HashMap<>();
    Sql.of(
            "SELECT DISTINCT t.CITIZEN_ID, t.MUNICIPALITY, t.SECTION, t.CONFIDENTIALITY,"
                + " t.CONTRIBUTORS FROM TICKET t WHERE ")
        .in("t.CITIZEN_ID", citizens)
        .rows(unit.manager())
        .forEach(
            row ->
                tags.computeIfAbsent(number(row[0]), c -> new LinkedHashSet<>())
                    .add(
                        new AccessTag(
                            new MunicipalityId((String) row[1]),
                            new SectionId((String) row[2]),
                            Confidentiality.ofLevel(((Number) row[3]).intValue()),
                            Set.copyOf(Contributors.of((String) row[4]).sections()))));
    return tags;
  }

  private static long number(Object column) {
    return ((Number) column).longValue();
  }

  @Override
  public List<Long> behind(long last, int limit) {
    return unit.read(
        () ->
            Sql.of("SELECT c.ID FROM CITIZEN c WHERE c.ID > ? ORDER BY c.ID", last)
                .fetchFirst(limit)
                .numbers(unit.manager()));
  }

  @Override
  public List<Long> whose(Collection<TicketRef> tickets) {
    if (tickets.isEmpty()) {
      return List.of();
    }
    return unit.read(
        () -> {
          Set<Long> citizens = new LinkedHashSet<>();
          TicketNumbers.read(unit.manager(), tickets).forEach(t -> citizens.add(t.citizenId));
          for (List<Long> piece : Pieces.of(List.copyOf(citizens))) {
            citizens.addAll(
                Sql.of("SELECT m.ROOT_ID FROM CITIZEN_MERGE m WHERE ")
                    .in("m.CITIZEN_ID", piece)
                    .numbers(unit.manager()));
          }
          return List.copyOf(citizens);
        });
  }
}
