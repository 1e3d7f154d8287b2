package org.madoguchi.tickets.internal.jpa;

import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import org.madoguchi.tickets.internal.domain.Entry;

/** A row of TICKET_ENTRY_TEXT. Plain strings: both drivers read and write their long text so. */
@Entity
@Table(name = "TICKET_ENTRY_TEXT")
class EntryTextRow {
  @Id
  @Column(name = "ENTRY_ID")
  long entryId;

  @Column(name = "BODY")
  String body;

  @Column(name = "HTML")
  String html;

  static EntryTextRow of(Entry entry) {
    EntryTextRow row = new EntryTextRow();
    row.entryId = entry.id();
    row.body = entry.text();
    row.html = entry.html();
    return row;
  }
}
