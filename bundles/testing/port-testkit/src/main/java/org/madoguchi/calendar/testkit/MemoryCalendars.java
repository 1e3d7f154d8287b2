package org.madoguchi.calendar.testkit;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.madoguchi.calendar.BusinessCalendar;
import org.madoguchi.calendar.BusinessCalendars;
import org.madoguchi.calendar.CalendarDay;
import org.madoguchi.calendar.CalendarDay.Kind;
import org.madoguchi.calendar.Opening;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.SectionId;

/**
 * One calendar for everybody, for tests; keeps {@link BusinessCalendarsContract}. Open from Monday
 * to Friday, 8:30–17:15 in Tokyo, but for the turn of the year and the days that were closed, and
 * on the days that were opened. Counts day by day.
 */
public final class MemoryCalendars implements BusinessCalendars {
  private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");
  private static final Opening HOURS = Opening.of(8, 30, 17, 15);
  private static final Instant FIRST = start(LocalDate.of(BusinessCalendar.FIRST_YEAR, 1, 1));
  private static final Instant LAST = start(LocalDate.of(BusinessCalendar.LAST_YEAR + 1, 1, 1));

  private static final MonthDay YEAR_END = MonthDay.of(12, 29);
  private static final MonthDay NEW_YEAR = MonthDay.of(1, 3);

  private final Map<LocalDate, CalendarDay> decided = new HashMap<>();

  /** Closes a day. */
  public MemoryCalendars holiday(LocalDate date, String name) {
    return decide(date, Kind.HOLIDAY, name, List.of());
  }

  /** Closes a day by decision. */
  public MemoryCalendars closed(LocalDate date, String name) {
    return decide(date, Kind.SPECIAL_CLOSED, name, List.of());
  }

  /** Opens a day by decision. */
  public MemoryCalendars open(LocalDate date, String name, Opening opening) {
    return decide(date, Kind.SPECIAL_OPEN, name, List.of(opening));
  }

  private MemoryCalendars decide(LocalDate date, Kind kind, String name, List<Opening> openings) {
    decided.put(date, new CalendarDay(date, kind, Map.of("ja", name), openings));
    return this;
  }

  @Override
  public BusinessCalendar of(MunicipalityId municipality) {
    return new DayByDay();
  }

  @Override
  public BusinessCalendar of(MunicipalityId municipality, SectionId section) {
    return new DayByDay();
  }

  private static Instant start(LocalDate date) {
    return date.atStartOfDay(TOKYO).toInstant();
  }

  private final class DayByDay implements BusinessCalendar {
    @Override
    public ZoneId timeZone() {
      return TOKYO;
    }

    @Override
    public CalendarDay day(LocalDate date) {
      CalendarDay special = decided.get(date);
      if (special != null) {
        return special;
      }
      MonthDay inYear = MonthDay.from(date);
      if (!inYear.isBefore(YEAR_END) || !inYear.isAfter(NEW_YEAR)) {
        return new CalendarDay(date, Kind.SPECIAL_CLOSED, Map.of("ja", "年末年始の休み"), List.of());
      }
      boolean known = date.getYear() >= FIRST_YEAR && date.getYear() <= LAST_YEAR;
      boolean open = known && date.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) < 0;
      return open
          ? new CalendarDay(date, Kind.BUSINESS_DAY, Map.of(), List.of(HOURS))
          : new CalendarDay(date, Kind.WEEKEND, Map.of(), List.of());
    }

    private boolean isKnown(Instant at) {
      return !at.isBefore(FIRST) && at.isBefore(LAST);
    }

    private LocalDate dateOf(Instant at) {
      return at.atZone(TOKYO).toLocalDate();
    }

    private Instant opens(LocalDate date) {
      return start(date).plus(Duration.ofMinutes(opening(date).opensMinute()));
    }

    private Instant closes(LocalDate date) {
      return start(date).plus(Duration.ofMinutes(opening(date).closesMinute()));
    }

    private Opening opening(LocalDate date) {
      return day(date).openings().stream().findFirst().orElse(HOURS);
    }

    @Override
    public boolean isOpen(Instant at) {
      if (!isKnown(at) || !day(dateOf(at)).isOpen()) {
        return false;
      }
      LocalDate date = dateOf(at);
      return !at.isBefore(opens(date)) && at.isBefore(closes(date));
    }

    @Override
    public Optional<Instant> plus(Instant from, Duration businessTime) {
      if (businessTime.isNegative()) {
        throw new IllegalArgumentException("negative business time");
      }
      if (businessTime.isZero()) {
        return Optional.of(from);
      }
      if (!isKnown(from)) {
        return Optional.empty();
      }
      Duration left = businessTime;
      LocalDate end = dateOf(from).plusYears(YEARS_AHEAD);
      for (LocalDate date = dateOf(from); date.isBefore(end); date = date.plusDays(1)) {
        if (day(date).isOpen() && closes(date).isAfter(from)) {
          Instant begin = from.isAfter(opens(date)) ? from : opens(date);
          Duration open = Duration.between(begin, closes(date));
          if (left.compareTo(open) <= 0) {
            return Optional.of(begin.plus(left));
          }
          left = left.minus(open);
        }
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
      LocalDate today = dateOf(from);
      if (businessDays == 0 && day(today).isOpen() && closes(today).isAfter(from)) {
        return Optional.of(closes(today));
      }
      int left = Math.max(1, businessDays);
      LocalDate end = today.plusYears(YEARS_AHEAD);
      for (LocalDate date = today.plusDays(1); date.isBefore(end); date = date.plusDays(1)) {
        if (day(date).isOpen() && --left == 0) {
          return Optional.of(closes(date));
        }
      }
      return Optional.empty();
    }

    @Override
    public Duration between(Instant from, Instant to) {
      if (to.isBefore(from)) {
        return between(to, from).negated();
      }
      Instant begin = from.isBefore(FIRST) ? FIRST : from;
      Instant end = to.isAfter(LAST) ? LAST : to;
      Duration open = Duration.ZERO;
      if (begin.isAfter(LAST) || end.isBefore(FIRST)) {
        return open;
      }
      for (LocalDate date = dateOf(begin); !date.isAfter(dateOf(end)); date = date.plusDays(1)) {
        Instant since = begin.isAfter(opens(date)) ? begin : opens(date);
        Instant until = end.isBefore(closes(date)) ? end : closes(date);
        if (day(date).isOpen() && since.isBefore(until)) {
          open = open.plus(Duration.between(since, until));
        }
      }
      return open;
    }
  }
}
