package org.madoguchi.tickets.internal.jpa;

import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.Reach;
import org.madoguchi.persistence.Sql;
import org.madoguchi.tickets.TicketStatus;
import org.madoguchi.tickets.internal.Queue;
import org.madoguchi.tickets.internal.TicketQueries.Order;

/**
 * What each queue is, in SQL. A queue is one or several disjoint parts, each of which an index
 * serves; a single condition with OR would read the whole table.
 */
final class QueueConditions {
  /**
   * One part of a queue.
   *
   * @param index that serves it in one municipality; '' leaves the choice to the database
   */
  record Part(String index, UnaryOperator<Sql> condition) {
    Part and(String text, Object... bound) {
      return new Part(index, sql -> condition.apply(sql).add(text, bound));
    }

    Sql appendTo(Sql sql) {
      return condition.apply(sql);
    }

    /**
     * The table with the index named. Derby does not know that only the first rows are wanted, and
     * would rather sort the whole queue than follow the index; other databases see a comment.
     */
    String table(List<Reach> area) {
      boolean named = !index.isEmpty() && isOneMunicipality(area);
      return named ? "TICKET t --DERBY-PROPERTIES index=" + index + "\n" : "TICKET t";
    }

    private static boolean isOneMunicipality(List<Reach> area) {
      return area.size() == 1
          && area.get(0).section().isNone()
          && !area.get(0).municipality().equals(MunicipalityId.EVERY);
    }
  }

  private static final String BY_OWNER = "IX_TICKET_OWNER";
  private static final String BY_DUE_DATE = "IX_TICKET_DUE";
  private static final String BY_STATUS = "IX_TICKET_STATUS";
  private static final String BY_CREATION = "IX_TICKET_CREATED";
  private static final String BY_CHANGE = "IX_TICKET_UPDATED";

  private static final String OVERDUE = "t.STAGE = 0 AND t.DUE_AT < ?";
  private static final String NOT_OVERDUE = "NOT (t.STAGE = 0 AND t.DUE_AT < ?)";

  private QueueConditions() {}

  /** Whatever a filter leaves of one citizen's or one problem's tickets: they have an own index. */
  static Part few() {
    return part("", "1 = 1");
  }

  /** Everything: stage by stage, because each order has its index below the stages. */
  static List<Part> all(Order order) {
    String index =
        switch (order) {
          case DUE -> BY_DUE_DATE;
          case NEWEST -> BY_CREATION;
          case UPDATED -> BY_CHANGE;
        };
    return Stream.of(TicketRow.OPEN, TicketRow.ANSWERED, TicketRow.CLOSED)
        .map(stage -> part(index, "t.STAGE = ?", stage))
        .toList();
  }

  static List<Part> parts(Queue queue, StaffId who, Instant now) {
    return switch (queue) {
      case MINE -> List.of(part(BY_OWNER, "t.OWNER = ? AND t.STAGE = 0", who.value()));
      case UNASSIGNED -> List.of(part(BY_OWNER, "t.OWNER = '' AND t.STAGE = 0"));
      case ATTENTION -> attention(who, now);
      case WAITING_DEPARTMENT ->
          List.of(part(BY_STATUS, "t.STATUS = ?", TicketStatus.WAITING_DEPARTMENT));
      case ALL_OPEN -> List.of(part(BY_DUE_DATE, "t.STAGE = 0"));
      case ANSWERED -> List.of(part(BY_CHANGE, "t.STAGE = 1"));
      case CLOSED -> List.of(part(BY_CHANGE, "t.STAGE = 2"));
    };
  }

  private static List<Part> attention(StaffId who, Instant now) {
    return List.of(
        part(BY_DUE_DATE, OVERDUE, now),
        part("", "t.DELIVERY_PROBLEM = TRUE AND " + NOT_OVERDUE, now),
        part(
            "",
            "t.OWNER = ? AND t.UNREAD = TRUE AND t.DELIVERY_PROBLEM = FALSE AND " + NOT_OVERDUE,
            who.value(),
            now));
  }

  /** The overdue tickets of a queue; empty when tickets there are never overdue. */
  static List<Part> overdueParts(Queue queue, StaffId who, Instant now) {
    return switch (queue) {
      case ANSWERED, CLOSED -> List.of();
      case ATTENTION, ALL_OPEN -> List.of(part(BY_DUE_DATE, OVERDUE, now));
      // the other queues hold open tickets only
      default -> parts(queue, who, now).stream().map(p -> p.and(" AND t.DUE_AT < ?", now)).toList();
    };
  }

  private static Part part(String index, String text, Object... bound) {
    return new Part(index, sql -> sql.add(text, bound));
  }
}
