package org.madoguchi.channels.internal.jpa;

import java.time.Instant;
import javax.persistence.Column;
import javax.persistence.Convert;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import org.madoguchi.channels.internal.InboxEntry;
import org.madoguchi.channels.internal.Lease;
import org.madoguchi.kernel.store.BlobRef;

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

  static InboxRow of(InboxEntry e) {
    InboxRow row = new InboxRow();
    row.id = e.id();
    row.channel = e.channel();
    row.sourceKey = e.sourceKey();
    row.municipality = e.access().municipality().value();
    row.section = e.access().section().value();
    row.confidentiality = e.access().confidentiality().level();
    row.state = e.state().name();
    row.content = e.content().sha256();
    row.contentSize = e.content().size();
    row.hasHeaders = e.hasHeaders();
    row.receivedAt = e.receivedAt();
    row.changedAt = e.changedAt();
    row.attempts = e.attempts();
    row.unfinished = e.unfinished();
    row.reason = e.reason();
    row.reader = e.reader();
    row.nextAttemptAt = e.nextAttemptAt();
    row.leasedBy = e.lease().by();
    row.leasedUntil = e.lease().until();
    row.revision = e.revision();
    return row;
  }

  InboxEntry entry() {
    return new InboxEntry(
        id,
        channel,
        sourceKey,
        Reached.tag(municipality, section, confidentiality),
        InboxEntry.State.valueOf(state),
        new BlobRef(content, contentSize),
        hasHeaders,
        receivedAt,
        changedAt,
        attempts,
        unfinished,
        reason,
        reader,
        nextAttemptAt,
        new Lease(leasedBy, leasedUntil),
        revision);
  }
}
