package org.madoguchi.calendar.internal.rules;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.madoguchi.calendar.BusinessCalendar;
import org.madoguchi.calendar.CalendarDay;

/** Reckons year by year; a year is laid out when it is first needed. */
public final class ReckonedCalendar implements BusinessCalendar {
  /** Beyond these nothing is open, in whatever time zone, and no number overflows. */
  private static final Instant EARLIEST = startOf(FIRST_YEAR).minus(Duration.ofDays(2));

  private static final Instant LATEST = startOf(LAST_YEAR + 1).plus(Duration.ofDays(2));
  private static final Duration LONGEST = Duration.ofDays(366L * (YEARS_AHEAD + 1));

  private final CalendarRules rules;
  private final ZoneId zone;
  private final Map<Integer, YearOfOpenings> years = new ConcurrentHashMap<>();

  public ReckonedCalendar(CalendarRules rules, ZoneId zone) {
    this.rules = rules;
    this.zone = zone;
  }

  private static Instant startOf(int year) {
    return LocalDate.of(year, 1, 1).atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  @Override
  public ZoneId timeZone() {
    return zone;
  }

  @Override
  public boolean isOpen(Instant at) {
    return isKnown(at) && year(yearOf(at)).isOpen(YearOfOpenings.nanos(at));
  }

  @Override
  public Optional<Instant> plus(Instant from, Duration businessTime) {
    if (businessTime.isNegative()) {
      throw new IllegalArgumentException("negative business time");
    }
    if (businessTime.isZero()) {
      return Optional.of(from);
    }
    if (!isKnown(from) || businessTime.compareTo(LONGEST) > 0) {
      return Optional.empty();
    }
    int first = yearOf(from);
    // What of the first year lies behind is counted like the rest, and so asked for in addition.
    long wanted = businessTime.toNanos() + year(first).openBefore(YearOfOpenings.nanos(from));
    for (int number = first; number <= first + YEARS_AHEAD; number++) {
      YearOfOpenings year = year(number);
      if (wanted <= year.total()) {
        return Optional.of(YearOfOpenings.instant(year.momentAfter(wanted)));
      }
      wanted -= year.total();
    }
    return Optional.empty();
  }

  @Override
  public Optional<Instant> plusDays(Instant from, int businessDays) {
    if (businessDays < 0) {
      throw new IllegalArgumentException("negative business days");
    }
    if (!isKnown(from)) {
      return Optional.empty();
    }
    LocalDate day = from.atZone(zone).toLocalDate();
    Optional<Instant> today = endOf(day).filter(end -> businessDays == 0 && end.isAfter(from));
    return today.isPresent() ? today : endOfDayAfter(day, Math.max(1, businessDays));
  }

  private Optional<Instant> endOf(LocalDate date) {
    YearOfOpenings year = year(date.getYear());
    int before = year.openDaysBefore(date.getDayOfYear());
    boolean open = year.openDaysBefore(date.getDayOfYear() + 1) > before;
    return open ? Optional.of(YearOfOpenings.instant(year.endOf(before))) : Optional.empty();
  }

  private Optional<Instant> endOfDayAfter(LocalDate day, int businessDays) {
    long wanted = (long) businessDays + year(day.getYear()).openDaysBefore(day.getDayOfYear() + 1);
    for (int number = day.getYear(); number <= day.getYear() + YEARS_AHEAD; number++) {
      YearOfOpenings year = year(number);
      if (wanted <= year.openDays()) {
        return Optional.of(YearOfOpenings.instant(year.endOf((int) wanted - 1)));
      }
      wanted -= year.openDays();
    }
    return Optional.empty();
  }

  @Override
  public Duration between(Instant from, Instant to) {
    if (to.isBefore(from)) {
      return between(to, from).negated();
    }
    Instant begin = bounded(from);
    Instant end = bounded(to);
    int first = yearOf(begin);
    int last = yearOf(end);
    long open = year(last).openBefore(YearOfOpenings.nanos(end));
    for (int number = first; number < last; number++) {
      open += year(number).total();
    }
    return Duration.ofNanos(open - year(first).openBefore(YearOfOpenings.nanos(begin)));
  }

  @Override
  public CalendarDay day(LocalDate date) {
    return isKnown(date.getYear())
        ? rules.day(date)
        : new CalendarDay(date, CalendarDay.Kind.WEEKEND, Map.of(), List.of());
  }

  private YearOfOpenings year(int number) {
    return isKnown(number)
        ? years.computeIfAbsent(number, n -> YearOfOpenings.of(rules, zone, n))
        : YearOfOpenings.NEVER_OPEN;
  }

  private static boolean isKnown(int year) {
    return year >= FIRST_YEAR && year <= LAST_YEAR;
  }

  private static boolean isKnown(Instant at) {
    return at.isAfter(EARLIEST) && at.isBefore(LATEST);
  }

  private static Instant bounded(Instant at) {
    return at.isBefore(EARLIEST) ? EARLIEST : at.isAfter(LATEST) ? LATEST : at;
  }

  private int yearOf(Instant at) {
    return at.atZone(zone).getYear();
  }
}
