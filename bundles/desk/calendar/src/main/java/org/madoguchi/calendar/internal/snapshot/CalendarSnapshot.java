package org.madoguchi.calendar.internal.snapshot;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.madoguchi.calendar.BusinessCalendar;
import org.madoguchi.calendar.internal.holiday.Holiday;
import org.madoguchi.calendar.internal.holiday.HolidayLaw;
import org.madoguchi.calendar.internal.holiday.Holidays;
import org.madoguchi.calendar.internal.rules.CalendarRules;
import org.madoguchi.calendar.internal.rules.OfficeHours;
import org.madoguchi.calendar.internal.rules.ReckonedCalendar;
import org.madoguchi.calendar.internal.rules.SpecialDay;
import org.madoguchi.calendar.internal.store.HolidayEntry;
import org.madoguchi.calendar.internal.store.HoursEntry;
import org.madoguchi.calendar.internal.store.SpecialDayEntry;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.SectionId;

/** All settings at one moment. Immutable but for the calendars reckoned from them. */
final class CalendarSnapshot {
  /** What was entered for one municipality. */
  static final class Place {
    private record Wanted(ZoneId zone, List<SectionId> chain) {}

    private final Map<SectionId, OfficeHours> hours = new HashMap<>();
    private final Map<SectionId, Map<LocalDate, SpecialDay>> special = new HashMap<>();
    private final Map<LocalDate, Holiday> imported = new HashMap<>();
    private final Map<Wanted, BusinessCalendar> calendars = new ConcurrentHashMap<>();
    private Holidays holidays = Holidays.BY_LAW;

    /** Whether anything was entered for it; {@link SectionId#NONE} is the municipality itself. */
    boolean hasOwn(SectionId section) {
      return hours.containsKey(section) || special.containsKey(section);
    }

    Holidays holidays() {
      return holidays;
    }

    /**
     * @param chain those that have anything of their own, the nearest first; the same chain gives
     *     the same calendar, so that sections without settings share one
     */
    BusinessCalendar calendar(ZoneId zone, List<SectionId> chain) {
      return calendars.computeIfAbsent(
          new Wanted(zone, chain), wanted -> new ReckonedCalendar(rules(chain), zone));
    }

    private CalendarRules rules(List<SectionId> chain) {
      OfficeHours nearest =
          chain.stream()
              .filter(hours::containsKey)
              .findFirst()
              .map(hours::get)
              .orElse(OfficeHours.USUAL);
      List<Map<LocalDate, SpecialDay>> days =
          chain.stream().filter(special::containsKey).map(special::get).toList();
      return new CalendarRules(nearest, days, holidays);
    }
  }

  private final Map<MunicipalityId, Place> places = new HashMap<>();

  /** Of municipalities without settings, whatever their time zone. */
  private final Place elsewhere = new Place();

  CalendarSnapshot(
      Collection<HoursEntry> hours,
      Collection<SpecialDayEntry> specialDays,
      Collection<HolidayEntry> holidays) {
    hours.forEach(entry -> make(entry.municipality()).hours.put(entry.section(), entry.hours()));
    specialDays.forEach(this::take);
    holidays.forEach(
        entry ->
            make(entry.municipality())
                .imported
                .put(entry.date(), HolidayLaw.named(entry.date(), entry.name())));
    places.values().forEach(place -> place.holidays = new Holidays(place.imported));
  }

  private void take(SpecialDayEntry entry) {
    make(entry.municipality())
        .special
        .computeIfAbsent(entry.day().section(), section -> new HashMap<>())
        .put(entry.day().date(), entry.day());
  }

  private Place make(MunicipalityId municipality) {
    return places.computeIfAbsent(municipality, m -> new Place());
  }

  Place of(MunicipalityId municipality) {
    return places.getOrDefault(municipality, elsewhere);
  }

  /** For the walk up the organisation. */
  static List<SectionId> chain(List<SectionId> upwards, Place place) {
    List<SectionId> chain = new ArrayList<>(upwards.stream().filter(place::hasOwn).toList());
    if (place.hasOwn(SectionId.NONE)) {
      chain.add(SectionId.NONE);
    }
    return List.copyOf(chain);
  }
}
