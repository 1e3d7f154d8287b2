package org.madoguchi.tickets.internal.jpa;

import java.time.Instant;
import java.util.Optional;
import javax.persistence.Column;
import javax.persistence.Id;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.tickets.internal.sending.HeldReply;

/** A row of TICKET_HELD_REPLY; only read, so it is no entity. */
class HeldReplyRow {
  @Id
  @Column(name = "ENTRY_ID")
  long entryId;

  @Column(name = "TICKET_ID")
  long ticketId;

  @Column(name = "AUTHOR")
  String author;

  @Column(name = "WRITTEN")
  int written;

  @Column(name = "CLOSED_AT")
  Instant closedAt;

  @Column(name = "NOT_BEFORE")
  Instant notBefore;

  HeldReply reply() {
    Optional<Instant> closed =
        Optional.of(closedAt).filter(at -> !at.equals(InstantConverter.NEVER));
    return new HeldReply(entryId, ticketId, new StaffId(author), written, closed, notBefore);
  }
}
