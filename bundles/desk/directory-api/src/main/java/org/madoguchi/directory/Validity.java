package org.madoguchi.directory;

import java.time.LocalDate;

/**
 * The days on which something may be chosen, as the municipality's calendar counts them.
 *
 * @param from the first day; {@link LocalDate#MIN} when it was always there
 * @param to the last day, which still counts; {@link LocalDate#MAX} when no end is known
 */
public record Validity(LocalDate from, LocalDate to) {
  public static final Validity ALWAYS = new Validity(LocalDate.MIN, LocalDate.MAX);

  /** How a day lies to the days meant here. */
  public enum State {
    CURRENT,
    /** They are still to come. */
    FUTURE,
    /** They are over. */
    PAST
  }

  public State on(LocalDate day) {
    if (day.isAfter(to)) {
      return State.PAST;
    }
    return day.isBefore(from) ? State.FUTURE : State.CURRENT;
  }

  public boolean begins() {
    return !from.equals(LocalDate.MIN);
  }

  public boolean ends() {
    return !to.equals(LocalDate.MAX);
  }

  /** The days both have; none are left when they have none in common. */
  public Validity within(Validity other) {
    return new Validity(
        from.isBefore(other.from) ? other.from : from, to.isAfter(other.to) ? other.to : to);
  }
}
