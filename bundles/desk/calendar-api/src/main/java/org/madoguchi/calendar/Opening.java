package org.madoguchi.calendar;

import java.time.LocalTime;

/**
 * A time of a day during which it is open, to the minute. Hours beyond midnight are two openings,
 * one on each day.
 *
 * @param opens inclusive
 * @param closes exclusive; {@link LocalTime#MIDNIGHT} is the end of the day (24:00)
 */
public record Opening(LocalTime opens, LocalTime closes) implements Comparable<Opening> {
  private static final int MINUTES_OF_A_DAY = 24 * 60;

  /**
   * @throws IllegalArgumentException when it closes before it opens, or is not to the minute
   */
  public Opening {
    if (opens.getSecond() + opens.getNano() + closes.getSecond() + closes.getNano() != 0) {
      throw new IllegalArgumentException("openings are to the minute");
    }
    if (minute(opens) >= end(closes)) {
      throw new IllegalArgumentException("closes before it opens");
    }
  }

  /** From one hour and minute to another; 24:00 is the end of the day. */
  public static Opening of(int fromHour, int fromMinute, int toHour, int toMinute) {
    LocalTime closes =
        toHour == 24 && toMinute == 0 ? LocalTime.MIDNIGHT : LocalTime.of(toHour, toMinute);
    return new Opening(LocalTime.of(fromHour, fromMinute), closes);
  }

  /** Minutes since midnight. */
  public int opensMinute() {
    return minute(opens);
  }

  /** Minutes since midnight, up to 1,440. */
  public int closesMinute() {
    return end(closes);
  }

  @Override
  public int compareTo(Opening other) {
    int first = opens.compareTo(other.opens);
    return first != 0 ? first : Integer.compare(closesMinute(), other.closesMinute());
  }

  /** Like {@code 08:30-17:15}. */
  @Override
  public String toString() {
    return opens + "-" + (closes.equals(LocalTime.MIDNIGHT) ? "24:00" : closes);
  }

  private static int minute(LocalTime time) {
    return time.getHour() * 60 + time.getMinute();
  }

  private static int end(LocalTime closes) {
    return closes.equals(LocalTime.MIDNIGHT) ? MINUTES_OF_A_DAY : minute(closes);
  }
}
