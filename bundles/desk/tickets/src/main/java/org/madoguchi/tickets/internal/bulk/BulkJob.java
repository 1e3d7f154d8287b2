package org.madoguchi.tickets.internal.bulk;

import java.time.Instant;
import java.util.Optional;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.tickets.internal.TicketQueries.Order;
import org.madoguchi.tickets.internal.TicketQueries.Place;

/**
 * A change of many tickets, of one person in one municipality.
 *
 * @param change empty for an undoing, whose tickets each tell what to put back
 * @param selection empty when the tickets were named one by one
 * @param collected up to where the tickets of the selection are found
 * @param capped whether the selection held more tickets than are taken
 * @param undoes the job that is undone, 0 for none; @param undoneBy the job that undoes this one
 * @param handover why, when no person ordered it; then {@code staff} is {@link StaffId#SYSTEM}
 */
public record BulkJob(
    long id,
    MunicipalityId municipality,
    StaffId staff,
    String requestId,
    State state,
    Optional<BulkChange> change,
    Optional<BulkSelection> selection,
    Optional<Place> collected,
    boolean capped,
    long undoes,
    long undoneBy,
    Instant createdAt,
    Optional<Handover> handover) {
  /** The tickets are found in the order they were opened in, which no change disturbs. */
  public static final Order ORDER = Order.NEWEST;

  /**
   * Somebody's tickets are handed over, because they leave, are away or work elsewhere.
   *
   * @param change of staff, in the directory; @param why its kind as it is written
   */
  public record Handover(long change, StaffId from, String why) {
    private static final String PREFIX = "handover-";

    public static String requestOf(long change) {
      return PREFIX + change;
    }
  }

  /** Where a change of many tickets stands. */
  public enum State {
    COLLECTING,
    /** All are found; the person looks how many and says the word. */
    READY,
    RUNNING,
    FINISHED,
    /** By the person; what was done stays done. */
    STOPPED
  }
}
