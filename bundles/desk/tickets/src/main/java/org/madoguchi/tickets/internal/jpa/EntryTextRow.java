package org.madoguchi.tickets.internal.jpa;

import java.util.Optional;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import org.madoguchi.tickets.Noticed;
import org.madoguchi.tickets.internal.domain.Entry;
import org.madoguchi.tickets.internal.domain.Folds;

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

  @Column(name = "FOLDS")
  String folds;

  @Column(name = "FORWARDED_NAME")
  String forwardedName;

  @Column(name = "FORWARDED_ADDRESS")
  String forwardedAddress;

  @Column(name = "FORWARDER")
  String forwarder;

  @Column(name = "CITIZEN_BEFORE")
  long citizenBefore;

  static EntryTextRow of(Entry entry) {
    EntryTextRow row = new EntryTextRow();
    row.entryId = entry.id();
    row.body = entry.text();
    row.html = entry.html();
    row.folds = Folds.written(entry.noticed().folds());
    Optional<Noticed.Forwarded> forwarded = entry.noticed().forwarded();
    row.forwardedName = forwarded.map(Noticed.Forwarded::name).orElse("");
    row.forwardedAddress = forwarded.map(Noticed.Forwarded::address).orElse("");
    row.attribute(entry.attribution());
    return row;
  }

  void attribute(Optional<Entry.Attribution> attribution) {
    forwarder = attribution.map(Entry.Attribution::forwarder).orElse("");
    citizenBefore = attribution.map(Entry.Attribution::citizenBefore).orElse(0L);
  }

  Noticed noticed() {
    return new Noticed(
        forwardedAddress.isEmpty()
            ? Optional.empty()
            : Optional.of(new Noticed.Forwarded(forwardedName, forwardedAddress)),
        Folds.read(folds));
  }

  Optional<Entry.Attribution> attribution() {
    return forwarder.isEmpty()
        ? Optional.empty()
        : Optional.of(new Entry.Attribution(forwarder, citizenBefore));
  }
}
