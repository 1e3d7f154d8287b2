package org.madoguchi.tickets.internal.jpa;

import java.time.Instant;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.tickets.internal.TicketQueries.Order;
import org.madoguchi.tickets.internal.bulk.BulkSelection;
import org.madoguchi.tickets.internal.saved.SavedView;

/** A row of SAVED_VIEW. */
@Entity
@Table(name = "SAVED_VIEW")
class SavedViewRow {
  @Id
  @Column(name = "ID")
  long id;

  @Column(name = "AUTHOR")
  String author;

  @Column(name = "AUDIENCE")
  String audience;

  @Column(name = "MUNICIPALITY")
  String municipality;

  @Column(name = "SECTION")
  String section;

  @Column(name = "NAME")
  String name;

  @Column(name = "SELECTION")
  String selection;

  @Column(name = "SORTING")
  String sorting;

  @Column(name = "DELETED_AT")
  Instant deletedAt;

  @Column(name = "VERSION")
  long version;

  SavedView view() {
    return new SavedView(
        id,
        new StaffId(author),
        new SavedView.Audience(
            SavedView.Reach.valueOf(audience),
            new MunicipalityId(municipality),
            new SectionId(section)),
        new SavedView.Content(
            name, BulkJson.read(selection, BulkSelection.class), Order.valueOf(sorting)),
        !deletedAt.equals(InstantConverter.NEVER),
        version);
  }
}
