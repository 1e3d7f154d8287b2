package org.madoguchi.calendar.internal.jpa;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.persistence.EntityManager;
import org.madoguchi.calendar.internal.store.CalendarStore;
import org.madoguchi.calendar.internal.store.HolidayEntry;
import org.madoguchi.calendar.internal.store.HoursEntry;
import org.madoguchi.calendar.internal.store.SpecialDayEntry;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.SectionId;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Calendars in the tables OFFICE_HOURS, SPECIAL_DAY, HOLIDAY and CALENDAR_REVISION. */
@Component
public final class JpaCalendarStore implements CalendarStore {
  private final JpaCalendarUnit unit;

  @Activate
  public JpaCalendarStore(@Reference JpaCalendarUnit unit) {
    this.unit = unit;
  }

  @Override
  public List<HoursEntry> hours() {
    return em().createQuery("select h from OfficeHoursRow h", OfficeHoursRow.class)
        .getResultStream()
        .map(OfficeHoursRow::entry)
        .toList();
  }

  @Override
  public List<HoursEntry> hours(MunicipalityId municipality) {
    return em().createQuery(
            "select h from OfficeHoursRow h where h.municipality = :municipality"
                + " order by h.section",
            OfficeHoursRow.class)
        .setParameter("municipality", municipality.value())
        .getResultStream()
        .map(OfficeHoursRow::entry)
        .toList();
  }

  @Override
  public Optional<HoursEntry> hours(MunicipalityId municipality, SectionId section) {
    return Optional.ofNullable(em().find(OfficeHoursRow.class, hoursKey(municipality, section)))
        .map(OfficeHoursRow::entry);
  }

  @Override
  public void saveHours(HoursEntry entry) {
    OfficeHoursRow.Key key = hoursKey(entry.municipality(), entry.section());
    unit.findOrAdd(OfficeHoursRow.class, key, () -> OfficeHoursRow.of(entry)).take(entry);
  }

  @Override
  public void removeHours(MunicipalityId municipality, SectionId section) {
    unit.removeIfThere(OfficeHoursRow.class, hoursKey(municipality, section));
  }

  private static OfficeHoursRow.Key hoursKey(MunicipalityId municipality, SectionId section) {
    return new OfficeHoursRow.Key(municipality.value(), section.value());
  }

  @Override
  public List<SpecialDayEntry> specialDays() {
    return em().createQuery("select d from SpecialDayRow d", SpecialDayRow.class)
        .getResultStream()
        .map(SpecialDayRow::entry)
        .toList();
  }

  @Override
  public List<SpecialDayEntry> specialDays(
      MunicipalityId municipality, LocalDate from, LocalDate to) {
    return em().createQuery(
            "select d from SpecialDayRow d where d.municipality = :municipality"
                + " and d.onDate between :first and :last order by d.onDate, d.section",
            SpecialDayRow.class)
        .setParameter("municipality", municipality.value())
        .setParameter("first", from.toString())
        .setParameter("last", to.toString())
        .getResultStream()
        .map(SpecialDayRow::entry)
        .toList();
  }

  @Override
  public Optional<SpecialDayEntry> specialDay(
      MunicipalityId municipality, SectionId section, LocalDate date) {
    SpecialDayRow.Key key = dayKey(municipality, section, date);
    return Optional.ofNullable(em().find(SpecialDayRow.class, key)).map(SpecialDayRow::entry);
  }

  @Override
  public long countSpecialDays(MunicipalityId municipality) {
    return em().createQuery(
            "select count(d) from SpecialDayRow d where d.municipality = :municipality", Long.class)
        .setParameter("municipality", municipality.value())
        .getSingleResult();
  }

  @Override
  public void addSpecialDay(SpecialDayEntry entry) {
    em().persist(SpecialDayRow.of(entry));
  }

  @Override
  public void removeSpecialDay(MunicipalityId municipality, SectionId section, LocalDate date) {
    unit.removeIfThere(SpecialDayRow.class, dayKey(municipality, section, date));
  }

  private static SpecialDayRow.Key dayKey(
      MunicipalityId municipality, SectionId section, LocalDate date) {
    return new SpecialDayRow.Key(municipality.value(), section.value(), date.toString());
  }

  @Override
  public List<HolidayEntry> holidays() {
    return em().createQuery("select h from HolidayRow h", HolidayRow.class)
        .getResultStream()
        .map(HolidayRow::entry)
        .toList();
  }

  @Override
  public List<HolidayEntry> holidays(MunicipalityId municipality) {
    return em().createQuery(
            "select h from HolidayRow h where h.municipality = :municipality order by h.onDate",
            HolidayRow.class)
        .setParameter("municipality", municipality.value())
        .getResultStream()
        .map(HolidayRow::entry)
        .toList();
  }

  @Override
  public void saveHolidays(Collection<HolidayEntry> entries) {
    for (HolidayEntry entry : entries) {
      HolidayRow.Key key = HolidayRow.key(entry);
      unit.findOrAdd(HolidayRow.class, key, () -> HolidayRow.of(entry)).name = entry.name();
    }
  }

  @Override
  public void removeHolidays(Collection<HolidayEntry> entries) {
    entries.forEach(entry -> unit.removeIfThere(HolidayRow.class, HolidayRow.key(entry)));
  }

  @Override
  public long lastSequence(String aggregate) {
    RevisionRow row = em().find(RevisionRow.class, aggregate);
    return row == null ? 0 : row.lastSequence;
  }

  @Override
  public void saveSequence(String aggregate, long sequence) {
    unit.findOrAdd(RevisionRow.class, aggregate, () -> RevisionRow.of(aggregate)).lastSequence =
        sequence;
  }

  private EntityManager em() {
    return unit.manager();
  }
}
