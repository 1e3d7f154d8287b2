package org.madoguchi.calendar;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Counts in business time, in the time zone of the municipality. Immutable and thread-safe; every
 * answer takes microseconds once the years it needs were looked at, and a few milliseconds before.
 *
 * <p>Business time is time that passes on the clock while it is open: where clocks are changed
 * during opening hours, an hour that does not exist is not counted, and one that comes twice counts
 * twice. Business days are local dates.
 *
 * <p>It knows the years {@value #FIRST_YEAR} to {@value #LAST_YEAR}: outside them it is never open.
 */
@ProviderType
public interface BusinessCalendar {
  int FIRST_YEAR = 1950;
  int LAST_YEAR = 2150;

  /** How far {@link #plus} and {@link #plusDays} look: this year and so many more. */
  int YEARS_AHEAD = 30;

  ZoneId timeZone();

  /** Whether it is open at that moment; the moment of closing is no longer open. */
  boolean isOpen(Instant at);

  /**
   * The first moment at which so much business time has passed since {@code from}: at the end of a
   * day it is the moment of closing, not the next opening. {@code from} itself for zero.
   *
   * @return empty when there is not so much business time within {@link #YEARS_AHEAD} years, as for
   *     a section that never opens
   * @throws IllegalArgumentException when {@code businessTime} is negative
   */
  Optional<Instant> plus(Instant from, Duration businessTime);

  /**
   * The end of a business day: the moment of its last closing. The day of {@code from} is not
   * counted, as in Article 140 of the Civil Code: one business day after a Friday is the end of
   * Monday, whatever the hour on Friday, and so it is after a Saturday. Zero gives the end of the
   * day of {@code from} while that is still ahead, and of the next business day otherwise.
   *
   * @return empty when there are not so many business days within {@link #YEARS_AHEAD} years
   * @throws IllegalArgumentException when {@code businessDays} is negative
   */
  Optional<Instant> plusDays(Instant from, int businessDays);

  /**
   * The business time between two moments; negative when {@code to} is the earlier one. So {@code
   * between(x, plus(x, d))} is {@code d}.
   */
  Duration between(Instant from, Instant to);

  /** What kind of day it is; a date outside the known years is a weekend without openings. */
  CalendarDay day(LocalDate date);
}
