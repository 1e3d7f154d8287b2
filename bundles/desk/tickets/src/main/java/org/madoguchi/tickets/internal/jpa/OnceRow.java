package org.madoguchi.tickets.internal.jpa;

import java.time.Instant;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;

/** A row of TICKET_ONCE. */
@Entity
@Table(name = "TICKET_ONCE")
class OnceRow {
  @Id
  @Column(name = "ONCE_KEY")
  String onceKey;

  @Column(name = "TICKET_ID")
  long ticketId;

  @Column(name = "ENTRY_ID")
  long entryId;

  @Column(name = "TAKEN_AT")
  Instant takenAt;
}
