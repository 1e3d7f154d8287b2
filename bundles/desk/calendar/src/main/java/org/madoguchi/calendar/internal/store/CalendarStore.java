package org.madoguchi.calendar.internal.store;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.SectionId;

/** The stored calendars. Every method joins the running transaction. */
public interface CalendarStore {
  /** Of all municipalities. */
  List<HoursEntry> hours();

  List<HoursEntry> hours(MunicipalityId municipality);

  Optional<HoursEntry> hours(MunicipalityId municipality, SectionId section);

  void saveHours(HoursEntry entry);

  void removeHours(MunicipalityId municipality, SectionId section);

  /** Of all municipalities. */
  List<SpecialDayEntry> specialDays();

  /** Of a municipality and its sections, from one date to another, both included. */
  List<SpecialDayEntry> specialDays(MunicipalityId municipality, LocalDate from, LocalDate to);

  Optional<SpecialDayEntry> specialDay(
      MunicipalityId municipality, SectionId section, LocalDate date);

  long countSpecialDays(MunicipalityId municipality);

  void addSpecialDay(SpecialDayEntry entry);

  void removeSpecialDay(MunicipalityId municipality, SectionId section, LocalDate date);

  /** Of all municipalities. */
  List<HolidayEntry> holidays();

  List<HolidayEntry> holidays(MunicipalityId municipality);

  /** Adds the holidays, or gives those that are there another name. */
  void saveHolidays(Collection<HolidayEntry> entries);

  void removeHolidays(Collection<HolidayEntry> entries);

  /** The sequence of the aggregate's last event; 0 before the first. */
  long lastSequence(String aggregate);

  void saveSequence(String aggregate, long sequence);
}
