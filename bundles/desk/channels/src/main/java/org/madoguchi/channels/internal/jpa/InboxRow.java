package org.madoguchi.channels.internal.jpa;

import java.time.Instant;
import javax.persistence.Column;
import javax.persistence.Convert;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;

/** A row of INBOX. */
@Entity
@Table(name = "INBOX")
class InboxRow {
  @Id
  @Column(name = "ID")
  long id;

  @Column(name = "CHANNEL")
  String channel;

  @Column(name = "SOURCE_KEY")
  String sourceKey;

  @Column(name = "MUNICIPALITY")
  String municipality;

  @Column(name = "SECTION")
  String section;

  @Column(name = "CONFIDENTIALITY")
  int confidentiality;

  @Column(name = "STATE")
  String state;

  @Column(name = "CONTENT")
  String content;

  @Column(name = "CONTENT_SIZE")
  long contentSize;

  @Column(name = "HAS_HEADERS")
  boolean hasHeaders;

  @Column(name = "RECEIVED_AT")
  @Convert(converter = UtcInstant.class)
  Instant receivedAt;

  @Column(name = "CHANGED_AT")
  @Convert(converter = UtcInstant.class)
  Instant changedAt;

  @Column(name = "ATTEMPTS")
  int attempts;

  @Column(name = "UNFINISHED")
  int unfinished;

  @Column(name = "REASON")
  String reason;

  @Column(name = "READER")
  String reader;

  @Column(name = "NEXT_ATTEMPT_AT")
  @Convert(converter = UtcInstant.class)
  Instant nextAttemptAt;

  @Column(name = "LEASED_BY")
  String leasedBy;

  @Column(name = "LEASED_UNTIL")
  @Convert(converter = UtcInstant.class)
  Instant leasedUntil;

  @Column(name = "REVISION")
  int revision;
}
