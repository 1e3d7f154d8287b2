package org.madoguchi.tickets.internal.alerts;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.event.CommittedEvent;
import org.madoguchi.kernel.problem.Checks;
import org.madoguchi.tickets.TicketEvents;
import org.madoguchi.tickets.TicketStatus;
import org.madoguchi.tickets.internal.Journal;
import org.madoguchi.tickets.internal.alerts.Alert.Kind;
import org.madoguchi.tickets.internal.domain.FieldChange;

/**
 * What of an event is news, and for whom besides those who follow the ticket.
 *
 * @param kind for those who follow; empty when they are not told
 * @param entry 0 for none
 * @param mentioned named in a note
 * @param assigned who is the owner by it
 */
record News(
    Optional<Kind> kind,
    long entry,
    Optional<TicketStatus> status,
    List<StaffId> mentioned,
    Optional<StaffId> assigned) {
  boolean is(Kind wanted) {
    return kind.filter(k -> k == wanted).isPresent();
  }

  /** What is left for those whom it concerns besides. */
  News withoutKind() {
    return new News(Optional.empty(), 0, Optional.empty(), mentioned, assigned);
  }

  /** Empty for what is no news, and for types nobody knows here. */
  static Optional<News> of(CommittedEvent event) {
    return switch (event.type()) {
      case TicketEvents.MESSAGE_RECEIVED -> message(Journal.payload(event));
      case TicketEvents.REPLY_QUEUED -> reply(Journal.payload(event));
      // what the product notes goes with a message
      case TicketEvents.NOTE_ADDED ->
          event.actor().equals(StaffId.SYSTEM) ? Optional.empty() : note(Journal.payload(event));
      case TicketEvents.EDITED -> edited(Journal.payload(event));
      default -> Optional.empty();
    };
  }

  /** What machines write is for nobody to look at. */
  private static Optional<News> message(Map<String, Object> payload) {
    return "person".equals(payload.get("nature"))
        ? Optional.of(plain(Kind.MESSAGE, entry(payload)))
        : Optional.empty();
  }

  private static Optional<News> reply(Map<String, Object> payload) {
    return Boolean.TRUE.equals(payload.get("automatic"))
        ? Optional.empty()
        : Optional.of(plain(Kind.REPLY, entry(payload)));
  }

  private static Optional<News> note(Map<String, Object> payload) {
    List<StaffId> mentioned =
        payload.get("mentions") instanceof List<?> logins
            ? logins.stream().map(login -> new StaffId(login.toString())).toList()
            : List.of();
    return Optional.of(
        new News(
            Optional.of(Kind.NOTE), entry(payload), Optional.empty(), mentioned, Optional.empty()));
  }

  /** Who owns many tickets at once is told once for all of them. */
  private static Optional<News> edited(Map<String, Object> payload) {
    return edits(Journal.fields(payload), payload.containsKey("handover"));
  }

  private static Optional<News> edits(Map<String, FieldChange> fields, boolean ofMany) {
    Optional<TicketStatus> status =
        Optional.ofNullable(fields.get("status")).flatMap(change -> status(change.after()));
    Optional<StaffId> owner =
        Optional.ofNullable(fields.get("owner"))
            .map(FieldChange::after)
            .filter(login -> !ofMany && StaffId.isLogin(login))
            .map(StaffId::new);
    return status.isEmpty() && owner.isEmpty()
        ? Optional.empty()
        : Optional.of(new News(status.map(s -> Kind.STATUS), 0, status, List.of(), owner));
  }

  private static Optional<TicketStatus> status(String written) {
    for (TicketStatus status : TicketStatus.values()) {
      if (Checks.written(status).equals(written)) {
        return Optional.of(status);
      }
    }
    return Optional.empty();
  }

  private static News plain(Kind kind, long entry) {
    return new News(Optional.of(kind), entry, Optional.empty(), List.of(), Optional.empty());
  }

  private static long entry(Map<String, Object> payload) {
    return Long.parseLong(payload.get("entry").toString());
  }
}
