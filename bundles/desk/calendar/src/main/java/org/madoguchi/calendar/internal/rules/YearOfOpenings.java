package org.madoguchi.calendar.internal.rules;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.madoguchi.calendar.Opening;

/**
 * Every opening of one local year as moments, so that counting is two binary searches. Moments are
 * nanoseconds since 1970, which reach from 1678 to 2262.
 */
final class YearOfOpenings {
  static final YearOfOpenings NEVER_OPEN = new YearOfOpenings(List.of());

  private static final long NANOS = 1_000_000_000L;
  private static final int MINUTES_OF_A_DAY = 24 * 60;

  private record Span(int dayOfYear, long opens, long closes) {}

  private final long[] opens;
  private final long[] closes;

  /** The open time of the year before each opening, and in the end that of the whole year. */
  private final long[] before;

  private final int[] openDays;
  private final long[] ends;

  private YearOfOpenings(List<Span> spans) {
    int count = spans.size();
    opens = spans.stream().mapToLong(Span::opens).toArray();
    closes = spans.stream().mapToLong(Span::closes).toArray();
    before = new long[count + 1];
    for (int i = 0; i < count; i++) {
      before[i + 1] = before[i] + closes[i] - opens[i];
    }
    openDays = spans.stream().mapToInt(Span::dayOfYear).distinct().toArray();
    ends = new long[openDays.length];
    for (Span span : spans) {
      ends[Arrays.binarySearch(openDays, span.dayOfYear())] = span.closes();
    }
  }

  static YearOfOpenings of(CalendarRules rules, ZoneId zone, int year) {
    List<Span> spans = new ArrayList<>();
    LocalDate end = LocalDate.of(year + 1, 1, 1);
    for (LocalDate date = LocalDate.of(year, 1, 1); date.isBefore(end); date = date.plusDays(1)) {
      for (Opening opening : rules.day(date).openings()) {
        long opens = moment(date, opening.opensMinute(), zone);
        long closes = moment(date, opening.closesMinute(), zone);
        // Clocks put forward may swallow it.
        if (opens < closes) {
          spans.add(new Span(date.getDayOfYear(), opens, closes));
        }
      }
    }
    return new YearOfOpenings(spans);
  }

  /**
   * A time that does not exist is the moment at which clocks are put forward; of a time that comes
   * twice, the first: so openings that touch on the clock touch as moments, too.
   */
  private static long moment(LocalDate date, int minute, ZoneId zone) {
    LocalDateTime local =
        minute == MINUTES_OF_A_DAY
            ? date.plusDays(1).atStartOfDay()
            : date.atTime(minute / 60, minute % 60);
    List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
    if (offsets.isEmpty()) {
      ZoneOffsetTransition gap = zone.getRules().getTransition(local);
      return nanos(gap.getInstant());
    }
    return nanos(local.toInstant(offsets.get(0)));
  }

  static long nanos(Instant moment) {
    return Math.addExact(Math.multiplyExact(moment.getEpochSecond(), NANOS), moment.getNano());
  }

  static Instant instant(long nanos) {
    return Instant.ofEpochSecond(Math.floorDiv(nanos, NANOS), Math.floorMod(nanos, NANOS));
  }

  boolean isOpen(long at) {
    int i = lastOpenedBy(at);
    return i >= 0 && at < closes[i];
  }

  /** The open time of the whole year. */
  long total() {
    return before[opens.length];
  }

  /** The open time of this year up to the moment; nothing for an earlier one, all for a later. */
  long openBefore(long at) {
    int i = lastOpenedBy(at);
    return i < 0 ? 0 : before[i] + Math.min(at, closes[i]) - opens[i];
  }

  /**
   * The first moment with so much open time of this year before it.
   *
   * @param open more than 0, at most {@link #total()}
   */
  long momentAfter(long open) {
    int found = Arrays.binarySearch(before, open);
    // Where an opening ends exactly there, the end of that one: not the beginning of the next.
    int i = found >= 0 ? found - 1 : -found - 2;
    return opens[i] + open - before[i];
  }

  private int lastOpenedBy(long at) {
    int found = Arrays.binarySearch(opens, at);
    return found >= 0 ? found : -found - 2;
  }

  /** How many days of this year before the given one have openings. */
  int openDaysBefore(int dayOfYear) {
    int found = Arrays.binarySearch(openDays, dayOfYear);
    return found >= 0 ? found : -found - 1;
  }

  int openDays() {
    return openDays.length;
  }

  /** The last closing of an open day of this year, counted from 0. */
  long endOf(int openDay) {
    return ends[openDay];
  }
}
