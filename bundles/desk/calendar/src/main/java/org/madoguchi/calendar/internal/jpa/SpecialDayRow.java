package org.madoguchi.calendar.internal.jpa;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.Objects;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.IdClass;
import javax.persistence.Table;
import org.madoguchi.calendar.internal.rules.SpecialDay;
import org.madoguchi.calendar.internal.store.SpecialDayEntry;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.SectionId;

@Entity
@Table(name = "SPECIAL_DAY")
@IdClass(SpecialDayRow.Key.class)
class SpecialDayRow {
  /** The primary key, as JPA wants it. */
  static class Key implements Serializable {
    private static final long serialVersionUID = 1L;
    String municipality;
    String section;
    String onDate;

    Key() {}

    Key(String municipality, String section, String onDate) {
      this.municipality = municipality;
      this.section = section;
      this.onDate = onDate;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Key key
          && municipality.equals(key.municipality)
          && section.equals(key.section)
          && onDate.equals(key.onDate);
    }

    @Override
    public int hashCode() {
      return Objects.hash(municipality, section, onDate);
    }
  }

  @Id
  @Column(name = "MUNICIPALITY")
  String municipality;

  @Id
  @Column(name = "SECTION")
  String section;

  @Id
  @Column(name = "ON_DATE")
  String onDate;

  @Column(name = "NAME")
  String name;

  @Column(name = "NAME_EN")
  String nameEn;

  @Column(name = "OPENINGS")
  String openings;

  static SpecialDayRow of(SpecialDayEntry entry) {
    SpecialDayRow row = new SpecialDayRow();
    row.municipality = entry.municipality().value();
    row.section = entry.day().section().value();
    row.onDate = entry.day().date().toString();
    row.name = entry.day().name();
    row.nameEn = entry.day().nameEn();
    row.openings = WrittenOpenings.write(entry.day().openings());
    return row;
  }

  SpecialDayEntry entry() {
    SpecialDay day =
        new SpecialDay(
            new SectionId(section),
            LocalDate.parse(onDate),
            name,
            nameEn,
            WrittenOpenings.read(openings));
    return new SpecialDayEntry(new MunicipalityId(municipality), day);
  }
}
