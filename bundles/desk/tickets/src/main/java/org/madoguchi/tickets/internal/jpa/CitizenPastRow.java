package org.madoguchi.tickets.internal.jpa;

import java.io.Serializable;
import java.util.Objects;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.IdClass;
import javax.persistence.Table;
import org.madoguchi.tickets.internal.domain.Citizen;

/** A row of CITIZEN_PAST. */
@Entity
@Table(name = "CITIZEN_PAST")
@IdClass(CitizenPastRow.Key.class)
class CitizenPastRow {
  @Id
  @Column(name = "CITIZEN_ID")
  long citizenId;

  @Id
  @Column(name = "VERSION")
  long version;

  @Column(name = "CONTENTS")
  String contents;

  static CitizenPastRow of(Citizen citizen) {
    CitizenPastRow row = new CitizenPastRow();
    row.citizenId = citizen.id();
    row.version = citizen.version();
    row.contents = BulkJson.write(ContentsJson.of(citizen.contents()));
    return row;
  }

  Citizen.Contents contents() {
    return BulkJson.read(contents, ContentsJson.class).contents();
  }

  /** The primary key; JPA wants a mutable class. */
  static class Key implements Serializable {
    private static final long serialVersionUID = 1L;

    long citizenId;
    long version;

    @Override
    public boolean equals(Object other) {
      return other instanceof Key key && citizenId == key.citizenId && version == key.version;
    }

    @Override
    public int hashCode() {
      return Objects.hash(citizenId, version);
    }
  }
}
