package org.madoguchi.calendar.internal.jpa;

import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;

@Entity
@Table(name = "CALENDAR_REVISION")
class RevisionRow {
  @Id
  @Column(name = "AGGREGATE")
  String aggregate;

  @Column(name = "LAST_SEQUENCE")
  long lastSequence;

  static RevisionRow of(String aggregate) {
    RevisionRow row = new RevisionRow();
    row.aggregate = aggregate;
    return row;
  }
}
