package org.madoguchi.tickets.internal.jpa;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import javax.persistence.EntityManager;
import org.madoguchi.persistence.Sql;
import org.madoguchi.tickets.TicketRef;

/** Tickets by their numbers, many at once. */
final class TicketNumbers {
  /** The index named, as Derby would rather sort than follow it. */
  static final String TABLE = "TICKET t --DERBY-PROPERTIES constraint=UQ_TICKET_NUMBER\n";

  /** Those of a municipality's year lie together. */
  record Year(String municipality, int fiscalYear) {}

  private TicketNumbers() {}

  /** Those that are there. */
  static List<TicketRow> read(EntityManager manager, Collection<TicketRef> refs) {
    Map<Year, List<Long>> serials =
        refs.stream()
            .collect(
                groupingBy(
                    ref -> new Year(ref.municipality().value(), ref.fiscalYear()),
                    mapping(TicketRef::serial, toList())));
    List<TicketRow> rows = new ArrayList<>();
    serials.forEach(
        (year, numbers) -> {
          for (List<Long> piece : Pieces.of(numbers)) {
            rows.addAll(
                Sql.of(
                        "SELECT t.* FROM "
                            + TABLE
                            + "WHERE t.MUNICIPALITY = ? AND t.FISCAL_YEAR = ? AND ",
                        year.municipality(),
                        year.fiscalYear())
                    .in("t.SERIAL", piece)
                    .read(manager, TicketRow.class));
          }
        });
    return rows;
  }
}
