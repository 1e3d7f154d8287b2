package org.madoguchi.directory.internal.changes;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.Grant;

/**
 * That somebody leaves, is away, comes back or works elsewhere from a day on.
 *
 * @param dueAt when that day begins in the municipality
 * @param requestId of whoever planned it; the same request again is the same change
 */
public record StaffChange(
    long id,
    MunicipalityId municipality,
    StaffId who,
    Wanted wanted,
    Instant dueAt,
    StaffId plannedBy,
    Instant plannedAt,
    String requestId,
    Course course) {

  /** What is to happen. */
  public enum Kind {
    /** Every role in the municipality goes. */
    RETIREMENT,
    /** The roles stay, and do not count until the return. */
    ABSENCE,
    RETURN,
    /** One role takes the place of all in the municipality. */
    TRANSFER
  }

  /** What becomes of the person's open tickets. */
  public enum Tickets {
    /** Nobody's, in the section they are in. */
    QUEUE,
    SUCCESSOR,
    /** The person keeps them, and they go along to the new section. */
    CARRY
  }

  /** How far it is. */
  public enum State {
    PLANNED,
    DONE,
    CANCELLED,
    UNDONE,
    /** Its day came and it could not be done; {@link Course#problem} says why. */
    FAILED
  }

  /**
   * As somebody planned it; two equal ones of a person are the same.
   *
   * @param to of a transfer
   * @param successor {@link StaffId#NONE} unless the tickets are theirs
   */
  public record Wanted(
      Kind kind, LocalDate on, Optional<Grant> to, Tickets tickets, StaffId successor) {}

  /**
   * What became of it.
   *
   * @param problem '' unless it failed
   * @param before the roles in the municipality until then, and {@code wasActive}: for undoing
   * @param settledBy who cancelled or undid it; {@link StaffId#SYSTEM} when its day came
   * @param settledAt empty while it is planned
   */
  public record Course(
      State state,
      String problem,
      List<Grant> before,
      boolean wasActive,
      StaffId settledBy,
      Optional<Instant> settledAt) {
    static final Course PLANNED =
        new Course(State.PLANNED, "", List.of(), false, StaffId.NONE, Optional.empty());
  }

  public boolean isPlanned() {
    return course.state() == State.PLANNED;
  }

  StaffChange settled(State state, StaffId by, Instant at) {
    return with(new Course(state, "", course.before(), course.wasActive(), by, Optional.of(at)));
  }

  StaffChange failed(String problem, Instant at) {
    return with(
        new Course(State.FAILED, problem, List.of(), false, StaffId.SYSTEM, Optional.of(at)));
  }

  StaffChange done(List<Grant> before, boolean wasActive, Instant at) {
    return with(new Course(State.DONE, "", before, wasActive, StaffId.SYSTEM, Optional.of(at)));
  }

  private StaffChange with(Course next) {
    return new StaffChange(
        id, municipality, who, wanted, dueAt, plannedBy, plannedAt, requestId, next);
  }
}
