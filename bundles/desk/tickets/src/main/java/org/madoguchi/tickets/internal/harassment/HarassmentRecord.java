package org.madoguchi.tickets.internal.harassment;

import java.time.Instant;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.tickets.TicketRef;

/**
 * What an operator recorded of harassment (カスハラ): a note of the ticket, with what is known about
 * it.
 *
 * @param entry the note
 * @param warned whether the citizen was warned
 * @param corrects the record it puts right; 0 for none
 * @param corrected whether a later record puts this one right
 */
public record HarassmentRecord(
    long entry,
    TicketRef ticket,
    Kind kind,
    String text,
    boolean warned,
    Instant happenedAt,
    StaffId author,
    Instant at,
    long corrects,
    boolean corrected) {
  /** What was done to the operator. */
  public enum Kind {
    /** 暴言 */
    ABUSE,
    /** 脅迫 */
    THREAT,
    /** 長時間の拘束 */
    DETAINING,
    /** 執拗な繰り返し */
    PERSISTENCE,
    /** 不当な要求 */
    UNREASONABLE_DEMAND,
    /** セクハラ */
    SEXUAL,
    OTHER
  }
}
