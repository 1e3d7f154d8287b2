package org.madoguchi.tickets.internal.bulk;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.madoguchi.tickets.TicketRef;
import org.madoguchi.tickets.internal.domain.FieldChange;

/**
 * One of the tickets.
 *
 * @param seen the version it was chosen at; another one now means that somebody changed it since
 */
public record BulkItem(TicketRef ticket, long seen, Outcome outcome) {
  public static BulkItem waiting(TicketRef ticket, long seen) {
    return new BulkItem(ticket, seen, Outcome.WAITING);
  }

  /** What became of a ticket. */
  public enum State {
    WAITING,
    DONE,
    /** It was so already. */
    UNCHANGED,
    REFUSED
  }

  /** Why a ticket was refused. */
  public enum Reason {
    NONE,
    /** Not there, or out of the person's reach. */
    NOT_FOUND,
    FORBIDDEN,
    /** Somebody changed it since it was chosen. */
    CHANGED,
    /** It goes on in another ticket. */
    MERGED_AWAY,
    STATUS_NOT_POSSIBLE,
    /** Something is to be filled in before closing. */
    MISSING,
    TOO_MANY_TAGS,
    TOO_MANY_SECTIONS,
    /** There is nowhere to send the reply to. */
    NO_ADDRESS,
    /** Of a ticket that nobody owns now, because its successor may not work on it. */
    SUCCESSOR_CANNOT,
    FAILED
  }

  /**
   * @param missing what is to be filled in
   * @param version of the ticket afterwards
   * @param changes what was changed, for undoing; @param closedBefore when it was closed before
   * @param entry the reply, for undoing; 0 for none
   */
  public record Outcome(
      State state,
      Reason reason,
      List<String> missing,
      long version,
      Map<String, FieldChange> changes,
      Optional<Instant> closedBefore,
      long entry) {
    static final Outcome WAITING = of(State.WAITING, Reason.NONE);
    static final Outcome UNCHANGED = of(State.UNCHANGED, Reason.NONE);

    static Outcome refused(Reason reason) {
      return of(State.REFUSED, reason);
    }

    static Outcome missing(List<String> fields) {
      return new Outcome(State.REFUSED, Reason.MISSING, fields, 0, Map.of(), Optional.empty(), 0);
    }

    private static Outcome of(State state, Reason reason) {
      return new Outcome(state, reason, List.of(), 0, Map.of(), Optional.empty(), 0);
    }
  }
}
