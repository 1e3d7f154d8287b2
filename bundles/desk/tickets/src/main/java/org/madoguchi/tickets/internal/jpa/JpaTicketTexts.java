package org.madoguchi.tickets.internal.jpa;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.persistence.Sql;
import org.madoguchi.tickets.TicketRef;
import org.madoguchi.tickets.internal.domain.Ticket;
import org.madoguchi.tickets.internal.search.TicketTexts;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Conversations by their keys, a few statements for hundreds of tickets. */
@Component
public final class JpaTicketTexts implements TicketTexts {
  private final TicketUnit unit;

  @Activate
  public JpaTicketTexts(@Reference TicketUnit unit) {
    this.unit = unit;
  }

  @Override
  public List<Conversation> of(Collection<TicketRef> refs, int enough) {
    return unit.read(
        () -> {
          Map<Long, Ticket> tickets = tickets(refs);
          Map<Long, List<String>> texts = texts(List.copyOf(tickets.keySet()), enough);
          Map<Long, String> former = formerNumbers(List.copyOf(tickets.keySet()));
          return tickets.entrySet().stream()
              .map(
                  each ->
                      new Conversation(
                          each.getValue(),
                          former.getOrDefault(each.getKey(), ""),
                          texts.getOrDefault(each.getKey(), List.of())))
              .toList();
        });
  }

  private Map<Long, Ticket> tickets(Collection<TicketRef> refs) {
    Map<Long, Ticket> tickets = new LinkedHashMap<>();
    TicketNumbers.read(unit.manager(), refs).forEach(row -> tickets.put(row.id, row.ticket()));
    return tickets;
  }

  /** In two steps, each by keys: a join makes Derby read every text there is. */
  private Map<Long, List<String>> texts(List<Long> tickets, int enough) {
    Map<Long, Long> ticketOf = new LinkedHashMap<>();
    for (List<Long> piece : Pieces.of(tickets)) {
      Sql.of("SELECT e.ID, e.TICKET_ID FROM TICKET_ENTRY e WHERE ")
          .in("e.TICKET_ID", piece)
          .add(" AND e.TYPE <> 'ACKNOWLEDGEMENT' ORDER BY e.TICKET_ID, e.OCCURRED_AT, e.ID")
          .rows(unit.manager())
          .forEach(row -> ticketOf.put(number(row[0]), number(row[1])));
    }
    Map<Long, List<String>> texts = new HashMap<>();
    Map<Long, Integer> lengths = new HashMap<>();
    Set<Long> full = new HashSet<>();
    List<Long> wanted = new ArrayList<>(Pieces.SIZE);
    for (Map.Entry<Long, Long> entry : ticketOf.entrySet()) {
      if (!full.contains(entry.getValue())) {
        wanted.add(entry.getKey());
      }
      if (wanted.size() == Pieces.SIZE) {
        take(wanted, ticketOf, texts, lengths);
        lengths.forEach(
            (ticket, length) -> full.addAll(length < enough ? Set.of() : Set.of(ticket)));
        wanted.clear();
      }
    }
    take(wanted, ticketOf, texts, lengths);
    return texts;
  }

  private void take(
      List<Long> entries,
      Map<Long, Long> ticketOf,
      Map<Long, List<String>> texts,
      Map<Long, Integer> lengths) {
    if (entries.isEmpty()) {
      return;
    }
    Map<Long, String> bodies =
        Sql.of("SELECT x.* FROM TICKET_ENTRY_TEXT x WHERE ")
            .in("x.ENTRY_ID", entries)
            .read(unit.manager(), EntryBodyRow.class)
            .stream()
            .collect(Collectors.toMap(row -> row.entryId, row -> row.body));
    for (Long entry : entries) {
      String body = bodies.getOrDefault(entry, "");
      Long ticket = ticketOf.get(entry);
      texts.computeIfAbsent(ticket, t -> new ArrayList<>()).add(body);
      lengths.merge(ticket, body.length(), Integer::sum);
    }
  }

  private Map<Long, String> formerNumbers(List<Long> tickets) {
    Map<Long, String> numbers = new HashMap<>();
    for (List<Long> piece : Pieces.of(tickets)) {
      Sql.of("SELECT f.TICKET_ID, f.OLD_NUMBER FROM TICKET_FORMER f WHERE ")
          .in("f.TICKET_ID", piece)
          .rows(unit.manager())
          .forEach(row -> numbers.put(number(row[0]), (String) row[1]));
    }
    return numbers;
  }

  private static long number(Object column) {
    return ((Number) column).longValue();
  }

  /** Year by year, each along the index of the numbers: Derby would sort all for an OR. */
  @Override
  public List<TicketRef> behind(Optional<TicketRef> last, int limit) {
    return unit.read(
        () -> {
          List<TicketRef> found = new ArrayList<>();
          Optional<TicketNumbers.Year> year =
              last.map(ref -> new TicketNumbers.Year(ref.municipality().value(), ref.fiscalYear()))
                  .or(() -> yearBehind(new TicketNumbers.Year("", 0)));
          long serial = last.map(TicketRef::serial).orElse(0L);
          while (year.isPresent() && found.size() < limit) {
            add(found, year.get(), serial, limit - found.size());
            year = yearBehind(year.get());
            serial = 0;
          }
          return found;
        });
  }

  private void add(List<TicketRef> found, TicketNumbers.Year year, long serial, int limit) {
    MunicipalityId municipality = new MunicipalityId(year.municipality());
    Sql.of(
            "SELECT t.SERIAL FROM "
                + TicketNumbers.TABLE
                + "WHERE t.MUNICIPALITY = ? AND t.FISCAL_YEAR = ?"
                + " AND t.SERIAL > ? ORDER BY t.SERIAL",
            year.municipality(),
            year.fiscalYear(),
            serial)
        .fetchFirst(limit)
        .numbers(unit.manager())
        .forEach(number -> found.add(new TicketRef(municipality, year.fiscalYear(), number)));
  }

  private Optional<TicketNumbers.Year> yearBehind(TicketNumbers.Year year) {
    Optional<Long> next =
        Sql.of(
                "SELECT t.FISCAL_YEAR FROM "
                    + TicketNumbers.TABLE
                    + "WHERE t.MUNICIPALITY = ? AND t.FISCAL_YEAR > ?"
                    + " ORDER BY t.FISCAL_YEAR",
                year.municipality(),
                year.fiscalYear())
            .fetchFirst(1)
            .numbers(unit.manager())
            .stream()
            .findFirst();
    if (next.isPresent()) {
      return Optional.of(new TicketNumbers.Year(year.municipality(), next.get().intValue()));
    }
    return Sql.of(
            "SELECT t.MUNICIPALITY FROM "
                + TicketNumbers.TABLE
                + "WHERE t.MUNICIPALITY > ? ORDER BY t.MUNICIPALITY",
            year.municipality())
        .fetchFirst(1)
        .strings(unit.manager())
        .stream()
        .findFirst()
        .flatMap(municipality -> yearBehind(new TicketNumbers.Year(municipality, 0)));
  }

  @Override
  public List<TicketRef> ofCitizen(long citizen) {
    return unit.read(
        () ->
            Sql.of("SELECT t.* FROM TICKET t WHERE t.CITIZEN_ID = ?", citizen)
                .read(unit.manager(), TicketRow.class)
                .stream()
                .map(row -> row.ticket().ref())
                .toList());
  }
}
