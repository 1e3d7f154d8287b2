package org.madoguchi.tickets.internal.alerts;

import java.time.Instant;
import java.util.Optional;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.tickets.TicketStatus;

/**
 * What one person is told once: that something happened at a ticket.
 *
 * @param event of the log; nobody is told of one twice
 * @param entry 0 for none
 * @param actor {@link StaffId#SYSTEM} for a citizen's message
 * @param status what the ticket became, of {@link Kind#STATUS}
 * @param tickets how many it stands for, of a change of many; 0 otherwise
 */
public record Alert(
    long id,
    StaffId staff,
    long event,
    Kind kind,
    long ticket,
    long entry,
    StaffId actor,
    Optional<TicketStatus> status,
    Instant at,
    boolean seen,
    int tickets) {
  /** Why somebody is told. What concerns the person most comes first. */
  public enum Kind {
    /** Somebody named the person in a note. */
    MENTION,
    /** The person is the owner now. */
    ASSIGNED,
    /** Somebody's tickets are the person's now; the actor is whose they were. */
    HANDED_OVER,
    /** A citizen wrote. */
    MESSAGE,
    /** A colleague answered. */
    REPLY,
    NOTE,
    STATUS
  }
}
