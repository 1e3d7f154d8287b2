package org.madoguchi.calendar.internal.jpa;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.Objects;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.IdClass;
import javax.persistence.Table;
import org.madoguchi.calendar.internal.store.HolidayEntry;
import org.madoguchi.kernel.MunicipalityId;

@Entity
@Table(name = "HOLIDAY")
@IdClass(HolidayRow.Key.class)
class HolidayRow {
  /** The primary key, as JPA wants it. */
  static class Key implements Serializable {
    private static final long serialVersionUID = 1L;
    String municipality;
    String onDate;

    Key() {}

    Key(String municipality, String onDate) {
      this.municipality = municipality;
      this.onDate = onDate;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Key key
          && municipality.equals(key.municipality)
          && onDate.equals(key.onDate);
    }

    @Override
    public int hashCode() {
      return Objects.hash(municipality, onDate);
    }
  }

  @Id
  @Column(name = "MUNICIPALITY")
  String municipality;

  @Id
  @Column(name = "ON_DATE")
  String onDate;

  @Column(name = "NAME")
  String name;

  static Key key(HolidayEntry entry) {
    return new Key(entry.municipality().value(), entry.date().toString());
  }

  static HolidayRow of(HolidayEntry entry) {
    HolidayRow row = new HolidayRow();
    row.municipality = entry.municipality().value();
    row.onDate = entry.date().toString();
    row.name = entry.name();
    return row;
  }

  HolidayEntry entry() {
    return new HolidayEntry(new MunicipalityId(municipality), LocalDate.parse(onDate), name);
  }
}
