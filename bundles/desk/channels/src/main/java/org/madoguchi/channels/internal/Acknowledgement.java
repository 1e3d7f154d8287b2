package org.madoguchi.channels.internal;

import java.time.Instant;
import org.madoguchi.kernel.access.AccessTag;
import org.madoguchi.tickets.TicketRef;

/** The automatic answer to an opened ticket. */
public record Acknowledgement(
    TicketRef ticket,
    String entry,
    AccessTag access,
    String source,
    String language,
    State state,
    String sender,
    Instant openedAt,
    Instant changedAt) {
  /** Whether it was given. */
  public enum State {
    PENDING,
    SENT,
    SKIPPED
  }

  Acknowledgement decided(State to, String from, Instant now) {
    return new Acknowledgement(ticket, entry, access, source, language, to, from, openedAt, now);
  }
}
