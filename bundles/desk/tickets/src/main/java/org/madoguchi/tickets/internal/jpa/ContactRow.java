package org.madoguchi.tickets.internal.jpa;

import java.io.Serializable;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.IdClass;
import javax.persistence.Table;
import org.madoguchi.tickets.ContactPoint;
import org.madoguchi.tickets.internal.domain.Citizen.Undeliverable;

/** A row of CITIZEN_CONTACT. */
@Entity
@Table(name = "CITIZEN_CONTACT")
@IdClass(ContactRow.Key.class)
class ContactRow {
  @Id
  @Column(name = "CITIZEN_ID")
  long citizenId;

  @Id
  @Column(name = "ORDINAL")
  int ordinal;

  @Column(name = "MUNICIPALITY")
  String municipality;

  @Column(name = "SECTION")
  String section;

  @Column(name = "CONFIDENTIALITY")
  int confidentiality;

  @Column(name = "KIND")
  String kind;

  @Column(name = "ADDRESS")
  String address;

  @Column(name = "MATCHED")
  String matched;

  @Column(name = "NOTE")
  String note = "";

  @Column(name = "UNDELIVERABLE_AT")
  Instant undeliverableAt = InstantConverter.NEVER;

  @Column(name = "UNDELIVERABLE_STATUS")
  String undeliverableStatus = "";

  ContactPoint point() {
    return new ContactPoint(ContactPoint.Kind.valueOf(kind), address);
  }

  void mark(Undeliverable mark) {
    undeliverableAt = mark.at();
    undeliverableStatus = mark.status();
  }

  Optional<Undeliverable> undeliverable() {
    return undeliverableAt.isBefore(InstantConverter.NEVER)
        ? Optional.of(new Undeliverable(point(), undeliverableStatus, undeliverableAt))
        : Optional.empty();
  }

  /** The primary key; JPA wants a mutable class. */
  static class Key implements Serializable {
    private static final long serialVersionUID = 1L;

    long citizenId;
    int ordinal;

    @Override
    public boolean equals(Object other) {
      return other instanceof Key key && citizenId == key.citizenId && ordinal == key.ordinal;
    }

    @Override
    public int hashCode() {
      return Objects.hash(citizenId, ordinal);
    }
  }
}
