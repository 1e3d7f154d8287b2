package org.madoguchi.tickets.internal.jpa;

import java.time.Instant;
import java.util.List;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.tickets.TicketStatus;
import org.madoguchi.tickets.internal.Queue;

/**
 * What each queue is, in SQL. A queue is one or several disjoint parts, each of which an index
 * serves; a single condition with OR would read the whole table.
 */
final class QueueConditions {
  /** One part of a queue. */
  interface Part {
    Sql appendTo(Sql sql);
  }

  private static final String OVERDUE = "t.STAGE = 0 AND t.DUE_AT < ?";
  private static final String NOT_OVERDUE = "NOT (t.STAGE = 0 AND t.DUE_AT < ?)";

  private QueueConditions() {}

  static List<Part> parts(Queue queue, StaffId who, Instant now) {
    return switch (queue) {
      case MINE -> List.of(sql -> sql.add("t.OWNER = ? AND t.STAGE = 0", who.value()));
      case UNASSIGNED -> List.of(sql -> sql.add("t.OWNER = '' AND t.STAGE = 0"));
      case ATTENTION -> attention(who, now);
      case WAITING_DEPARTMENT ->
          List.of(sql -> sql.add("t.STATUS = ?", TicketStatus.WAITING_DEPARTMENT));
      case ALL_OPEN -> List.of(sql -> sql.add("t.STAGE = 0"));
      case ANSWERED -> List.of(sql -> sql.add("t.STAGE = 1"));
      case CLOSED -> List.of(sql -> sql.add("t.STAGE = 2"));
    };
  }

  private static List<Part> attention(StaffId who, Instant now) {
    return List.of(
        sql -> sql.add(OVERDUE, now),
        sql -> sql.add("t.DELIVERY_PROBLEM = TRUE AND " + NOT_OVERDUE, now),
        sql ->
            sql.add(
                "t.OWNER = ? AND t.UNREAD = TRUE AND t.DELIVERY_PROBLEM = FALSE AND " + NOT_OVERDUE,
                who.value(),
                now));
  }

  /** The overdue tickets of a queue; empty when tickets there are never overdue. */
  static List<Part> overdueParts(Queue queue, StaffId who, Instant now) {
    return switch (queue) {
      case ANSWERED, CLOSED -> List.of();
      case ATTENTION, ALL_OPEN -> List.of(sql -> sql.add(OVERDUE, now));
      default ->
          parts(queue, who, now).stream()
              .<Part>map(part -> sql -> part.appendTo(sql).add(" AND " + OVERDUE, now))
              .toList();
    };
  }
}
