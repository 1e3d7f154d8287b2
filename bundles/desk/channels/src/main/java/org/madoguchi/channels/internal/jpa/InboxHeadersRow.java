package org.madoguchi.channels.internal.jpa;

import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;

/** A row of INBOX_HEADERS. */
@Entity
@Table(name = "INBOX_HEADERS")
class InboxHeadersRow {
  @Id
  @Column(name = "INBOX_ID")
  long inboxId;

  @Column(name = "HEADERS")
  String headers;
}
