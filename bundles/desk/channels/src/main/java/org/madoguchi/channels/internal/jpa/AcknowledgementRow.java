package org.madoguchi.channels.internal.jpa;

import java.time.Instant;
import javax.persistence.Column;
import javax.persistence.Convert;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;

/** A row of ACKNOWLEDGEMENT. */
@Entity
@Table(name = "ACKNOWLEDGEMENT")
class AcknowledgementRow {
  @Id
  @Column(name = "TICKET")
  String ticket;

  @Column(name = "ENTRY")
  String entry;

  @Column(name = "MUNICIPALITY")
  String municipality;

  @Column(name = "SECTION")
  String section;

  @Column(name = "CONFIDENTIALITY")
  int confidentiality;

  @Column(name = "SOURCE")
  String source;

  @Column(name = "LANG")
  String language;

  @Column(name = "STATE")
  String state;

  @Column(name = "SENDER")
  String sender;

  @Column(name = "OPENED_AT")
  @Convert(converter = UtcInstant.class)
  Instant openedAt;

  @Column(name = "CHANGED_AT")
  @Convert(converter = UtcInstant.class)
  Instant changedAt;
}
