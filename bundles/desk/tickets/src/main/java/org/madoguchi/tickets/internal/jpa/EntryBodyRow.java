package org.madoguchi.tickets.internal.jpa;

import javax.persistence.Column;

/** What of a row of TICKET_ENTRY_TEXT the search reads. No entity: nobody changes it. */
class EntryBodyRow {
  @Column(name = "ENTRY_ID")
  long entryId;

  @Column(name = "BODY")
  String body;
}
