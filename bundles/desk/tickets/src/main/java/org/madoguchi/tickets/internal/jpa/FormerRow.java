package org.madoguchi.tickets.internal.jpa;

import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.tickets.TicketImport.Former;
import org.madoguchi.tickets.internal.Formers;
import org.madoguchi.tickets.internal.OnceKey;

/** A row of TICKET_FORMER. */
@Entity
@Table(name = "TICKET_FORMER")
class FormerRow {
  @Id
  @Column(name = "TICKET_ID")
  long ticketId;

  @Column(name = "MUNICIPALITY")
  String municipality;

  @Column(name = "SOURCE")
  String source;

  @Column(name = "OLD_NUMBER")
  String oldNumber;

  @Column(name = "OWNER_NAME")
  String ownerName;

  @Column(name = "JOB_ID")
  long jobId;

  /** By which it was taken once. */
  String onceKey() {
    return OnceKey.historic(new MunicipalityId(municipality), Formers.key(source, oldNumber))
        .hash();
  }

  Former former() {
    return new Former(source, oldNumber, ownerName);
  }
}
