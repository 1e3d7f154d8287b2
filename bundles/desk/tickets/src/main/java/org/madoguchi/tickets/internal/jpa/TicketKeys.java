package org.madoguchi.tickets.internal.jpa;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.UnaryOperator;
import javax.persistence.EntityManager;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.persistence.Filled;
import org.madoguchi.persistence.Sql;
import org.madoguchi.tickets.TicketRef;

/** Tickets by the keys people know them by. */
final class TicketKeys {
  private static final int AT_ONCE = 16;

  private TicketKeys() {}

  static Sql from(TicketRef ref) {
    return Sql.of(
        " FROM TICKET t WHERE t.MUNICIPALITY = ? AND t.FISCAL_YEAR = ? AND t.SERIAL = ?",
        ref.municipality().value(),
        ref.fiscalYear(),
        ref.serial());
  }

  /**
   * Each by its key, many in one statement: with OR between them, Derby reads all tickets.
   *
   * @param columns those behind the three of the key
   * @param restricted adds a further condition
   * @return those that are there, in no order
   */
  static List<Object[]> rows(
      EntityManager manager,
      Collection<TicketRef> refs,
      String columns,
      UnaryOperator<Sql> restricted) {
    List<TicketRef> asked = refs.stream().distinct().toList();
    List<Object[]> rows = new ArrayList<>();
    for (int from = 0; from < asked.size(); from += AT_ONCE) {
      List<TicketRef> some = asked.subList(from, Math.min(from + AT_ONCE, asked.size()));
      Sql sql = new Sql();
      String union = "SELECT ";
      for (TicketRef ref : Filled.up(some)) {
        sql.add(union + "t.MUNICIPALITY, t.FISCAL_YEAR, t.SERIAL, " + columns).add(from(ref));
        restricted.apply(sql);
        union = " UNION ALL SELECT ";
      }
      rows.addAll(sql.rows(manager));
    }
    return rows;
  }

  /** What a row begins with. */
  static TicketRef ref(Object[] row) {
    return new TicketRef(
        new MunicipalityId((String) row[0]),
        ((Number) row[1]).intValue(),
        ((Number) row[2]).longValue());
  }
}
