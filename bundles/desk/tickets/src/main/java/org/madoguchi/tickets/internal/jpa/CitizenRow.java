package org.madoguchi.tickets.internal.jpa;

import java.time.Instant;
import java.util.List;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import javax.persistence.Version;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.tickets.internal.domain.Citizen;

/** A row of CITIZEN. */
@Entity
@Table(name = "CITIZEN")
class CitizenRow {
  @Id
  @Column(name = "ID")
  long id;

  @Column(name = "MUNICIPALITY")
  String municipality;

  @Column(name = "SECTION")
  String section;

  @Column(name = "CONFIDENTIALITY")
  int confidentiality;

  @Column(name = "NAME")
  String name;

  @Column(name = "KANA")
  String kana;

  @Column(name = "LANGUAGE")
  String language;

  @Column(name = "NOTES")
  String notes;

  @Column(name = "GOES_ON_IN")
  long goesOnIn;

  @Column(name = "TAKES_IN")
  int takesIn;

  @Column(name = "CREATED_AT")
  Instant createdAt;

  @Column(name = "UPDATED_AT")
  Instant updatedAt;

  @Version
  @Column(name = "VERSION")
  long version;

  void become(Citizen citizen, Instant at) {
    name = citizen.name();
    kana = citizen.kana();
    language = citizen.language();
    notes = citizen.notes();
    goesOnIn = citizen.standing().goesOnIn();
    takesIn = citizen.standing().takesIn();
    updatedAt = at;
  }

  Citizen citizen(List<ContactRow> contacts) {
    return new Citizen(
        id,
        new MunicipalityId(municipality),
        name,
        kana,
        language,
        notes,
        contacts.stream().map(ContactRow::point).toList(),
        contacts.stream().map(c -> new Citizen.Remark(c.point(), c.note)).toList(),
        contacts.stream().flatMap(c -> c.undeliverable().stream()).toList(),
        new Citizen.Standing(goesOnIn, takesIn),
        version);
  }
}
