package org.madoguchi.calendar.internal.jpa;

import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.IdClass;
import javax.persistence.Table;
import org.madoguchi.calendar.Opening;
import org.madoguchi.calendar.internal.rules.OfficeHours;
import org.madoguchi.calendar.internal.store.HoursEntry;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.SectionId;

@Entity
@Table(name = "OFFICE_HOURS")
@IdClass(OfficeHoursRow.Key.class)
class OfficeHoursRow {
  /** The primary key, as JPA wants it. */
  static class Key implements Serializable {
    private static final long serialVersionUID = 1L;
    String municipality;
    String section;

    Key() {}

    Key(String municipality, String section) {
      this.municipality = municipality;
      this.section = section;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Key key
          && municipality.equals(key.municipality)
          && section.equals(key.section);
    }

    @Override
    public int hashCode() {
      return Objects.hash(municipality, section);
    }
  }

  @Id
  @Column(name = "MUNICIPALITY")
  String municipality;

  @Id
  @Column(name = "SECTION")
  String section;

  @Column(name = "MONDAY")
  String monday;

  @Column(name = "TUESDAY")
  String tuesday;

  @Column(name = "WEDNESDAY")
  String wednesday;

  @Column(name = "THURSDAY")
  String thursday;

  @Column(name = "FRIDAY")
  String friday;

  @Column(name = "SATURDAY")
  String saturday;

  @Column(name = "SUNDAY")
  String sunday;

  @Column(name = "OPEN_ON_HOLIDAYS")
  boolean openOnHolidays;

  @Column(name = "OPEN_AT_YEAR_END")
  boolean openAtYearEnd;

  @Column(name = "VERSION")
  long version;

  static OfficeHoursRow of(HoursEntry entry) {
    OfficeHoursRow row = new OfficeHoursRow();
    row.municipality = entry.municipality().value();
    row.section = entry.section().value();
    return row;
  }

  void take(HoursEntry entry) {
    List<String> week = entry.hours().week().stream().map(WrittenOpenings::write).toList();
    monday = week.get(0);
    tuesday = week.get(1);
    wednesday = week.get(2);
    thursday = week.get(3);
    friday = week.get(4);
    saturday = week.get(5);
    sunday = week.get(6);
    openOnHolidays = entry.hours().openOnHolidays();
    openAtYearEnd = entry.hours().openAtYearEnd();
    version = entry.version();
  }

  HoursEntry entry() {
    List<List<Opening>> week =
        Stream.of(monday, tuesday, wednesday, thursday, friday, saturday, sunday)
            .map(WrittenOpenings::read)
            .toList();
    return new HoursEntry(
        new MunicipalityId(municipality),
        new SectionId(section),
        new OfficeHours(week, openOnHolidays, openAtYearEnd),
        version);
  }
}
