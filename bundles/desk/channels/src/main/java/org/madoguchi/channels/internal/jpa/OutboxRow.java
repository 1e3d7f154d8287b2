package org.madoguchi.channels.internal.jpa;

import java.time.Instant;
import javax.persistence.Column;
import javax.persistence.Convert;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;

/** A row of OUTBOX. */
@Entity
@Table(name = "OUTBOX")
class OutboxRow {
  @Id
  @Column(name = "ID")
  long id;

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

  @Column(name = "KIND")
  String kind;

  @Column(name = "SOURCE")
  String source;

  @Column(name = "CHANNEL")
  String channel;

  @Column(name = "STATE")
  String state;

  @Column(name = "QUEUED_AT")
  @Convert(converter = UtcInstant.class)
  Instant queuedAt;

  @Column(name = "CHANGED_AT")
  @Convert(converter = UtcInstant.class)
  Instant changedAt;

  @Column(name = "ATTEMPTS")
  int attempts;

  @Column(name = "REASON")
  String reason;

  @Column(name = "MESSAGE_REFERENCE")
  String messageReference;

  @Column(name = "NEXT_ATTEMPT_AT")
  @Convert(converter = UtcInstant.class)
  Instant nextAttemptAt;

  @Column(name = "GIVE_UP_AT")
  @Convert(converter = UtcInstant.class)
  Instant giveUpAt;

  @Column(name = "LEASED_BY")
  String leasedBy;

  @Column(name = "LEASED_UNTIL")
  @Convert(converter = UtcInstant.class)
  Instant leasedUntil;

  @Column(name = "REPORTED")
  boolean reported;

  @Column(name = "REVISION")
  int revision;
}
