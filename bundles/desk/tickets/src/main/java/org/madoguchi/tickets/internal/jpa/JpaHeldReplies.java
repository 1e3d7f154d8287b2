package org.madoguchi.tickets.internal.jpa;

import java.util.List;
import java.util.Optional;
import org.madoguchi.persistence.Sql;
import org.madoguchi.tickets.internal.sending.HeldReplies;
import org.madoguchi.tickets.internal.sending.HeldReply;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Replies that may be taken back, in table TICKET_HELD_REPLY. */
@Component
public final class JpaHeldReplies implements HeldReplies {
  private static final String HELD = "HELD";
  private static final String TAKEN_BACK = "TAKEN_BACK";

  private final TicketUnit unit;

  @Activate
  public JpaHeldReplies(@Reference TicketUnit unit) {
    this.unit = unit;
  }

  @Override
  public void hold(HeldReply reply) {
    Sql.of(
            "INSERT INTO TICKET_HELD_REPLY"
                + " (ENTRY_ID, TICKET_ID, AUTHOR, WRITTEN, CLOSED_AT, NOT_BEFORE, STATE)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?)",
            reply.entry(),
            reply.ticket(),
            reply.author().value(),
            reply.written(),
            reply.closedBefore().orElse(InstantConverter.NEVER),
            reply.notBefore(),
            HELD)
        .execute(unit.manager());
  }

  @Override
  public Optional<HeldReply> find(long ticket, long entry) {
    return of(ticket).stream().filter(reply -> reply.entry() == entry).findFirst();
  }

  @Override
  public List<HeldReply> of(long ticket) {
    return Sql.of(
            "SELECT h.* FROM TICKET_HELD_REPLY h WHERE h.TICKET_ID = ? AND h.STATE = ?",
            ticket,
            HELD)
        .read(unit.manager(), HeldReplyRow.class)
        .stream()
        .map(HeldReplyRow::reply)
        .toList();
  }

  @Override
  public boolean release(long entry) {
    return Sql.of("DELETE FROM TICKET_HELD_REPLY WHERE ENTRY_ID = ? AND STATE = ?", entry, HELD)
            .execute(unit.manager())
        == 1;
  }

  @Override
  public boolean takeBack(long entry) {
    return Sql.of(
                "UPDATE TICKET_HELD_REPLY SET STATE = ? WHERE ENTRY_ID = ? AND STATE = ?",
                TAKEN_BACK,
                entry,
                HELD)
            .execute(unit.manager())
        == 1;
  }

  @Override
  public boolean isTakenBack(long ticket, long entry) {
    return !Sql.of(
            "SELECT h.ENTRY_ID FROM TICKET_HELD_REPLY h"
                + " WHERE h.ENTRY_ID = ? AND h.TICKET_ID = ? AND h.STATE = ?",
            entry,
            ticket,
            TAKEN_BACK)
        .numbers(unit.manager())
        .isEmpty();
  }
}
