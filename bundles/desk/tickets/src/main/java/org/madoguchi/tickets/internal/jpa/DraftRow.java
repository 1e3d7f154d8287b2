package org.madoguchi.tickets.internal.jpa;

import java.io.Serializable;
import java.time.Instant;
import java.util.Objects;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.IdClass;
import javax.persistence.Table;
import org.madoguchi.tickets.internal.domain.Draft;

/** A row of TICKET_DRAFT. */
@Entity
@Table(name = "TICKET_DRAFT")
@IdClass(DraftRow.Key.class)
class DraftRow {
  @Id
  @Column(name = "TICKET_ID")
  long ticketId;

  @Id
  @Column(name = "STAFF")
  String staff;

  @Id
  @Column(name = "KIND")
  String kind;

  @Column(name = "MUNICIPALITY")
  String municipality;

  @Column(name = "SECTION")
  String section;

  @Column(name = "CONFIDENTIALITY")
  int confidentiality;

  @Column(name = "BODY")
  String body;

  @Column(name = "UPDATED_AT")
  Instant updatedAt;

  Draft draft() {
    return new Draft(Draft.Kind.valueOf(kind), body, updatedAt);
  }

  /** The primary key; JPA wants a mutable class. */
  static class Key implements Serializable {
    private static final long serialVersionUID = 1L;

    long ticketId;
    String staff;
    String kind;

    Key() {}

    Key(long ticketId, String staff, String kind) {
      this.ticketId = ticketId;
      this.staff = staff;
      this.kind = kind;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Key key
          && ticketId == key.ticketId
          && staff.equals(key.staff)
          && kind.equals(key.kind);
    }

    @Override
    public int hashCode() {
      return Objects.hash(ticketId, staff, kind);
    }
  }
}
