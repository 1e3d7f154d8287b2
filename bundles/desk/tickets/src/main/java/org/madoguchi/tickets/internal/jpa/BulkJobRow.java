package org.madoguchi.tickets.internal.jpa;

import java.time.Instant;
import java.util.Optional;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.tickets.internal.TicketQueries.Place;
import org.madoguchi.tickets.internal.bulk.BulkChange;
import org.madoguchi.tickets.internal.bulk.BulkJob;
import org.madoguchi.tickets.internal.bulk.BulkJob.Handover;
import org.madoguchi.tickets.internal.bulk.BulkSelection;

/** A row of BULK_JOB. */
@Entity
@Table(name = "BULK_JOB")
class BulkJobRow {
  @Id
  @Column(name = "ID")
  long id;

  @Column(name = "MUNICIPALITY")
  String municipality;

  @Column(name = "STAFF")
  String staff;

  @Column(name = "REQUEST_ID")
  String requestId;

  @Column(name = "STATE")
  String state;

  @Column(name = "CHANGES")
  String changes;

  @Column(name = "SELECTION")
  String selection;

  @Column(name = "PLACE_AT")
  Instant placeAt;

  @Column(name = "PLACE_ID")
  long placeId;

  @Column(name = "CAPPED")
  boolean capped;

  @Column(name = "UNDOES")
  long undoes;

  @Column(name = "UNDONE_BY")
  long undoneBy;

  @Column(name = "CREATED_AT")
  Instant createdAt;

  @Column(name = "STAFF_CHANGE")
  long staffChange;

  @Column(name = "FORMER_OWNER")
  String formerOwner;

  @Column(name = "HANDOVER")
  String handover;

  static BulkJobRow of(BulkJob job) {
    BulkJobRow row = new BulkJobRow();
    row.id = job.id();
    row.municipality = job.municipality().value();
    row.staff = job.staff().value();
    row.requestId = job.requestId();
    row.state = job.state().name();
    row.changes = job.change().map(BulkJson::writeSparingly).orElse("");
    row.selection = job.selection().map(BulkJson::write).orElse("");
    row.placeAt = job.collected().map(Place::value).orElse(InstantConverter.NEVER);
    row.placeId = job.collected().map(Place::id).orElse(0L);
    row.capped = job.capped();
    row.undoes = job.undoes();
    row.undoneBy = job.undoneBy();
    row.createdAt = job.createdAt();
    row.staffChange = job.handover().map(Handover::change).orElse(0L);
    row.formerOwner = job.handover().map(h -> h.from().value()).orElse("");
    row.handover = job.handover().map(Handover::why).orElse("");
    return row;
  }

  BulkJob job() {
    return new BulkJob(
        id,
        new MunicipalityId(municipality),
        new StaffId(staff),
        requestId,
        BulkJob.State.valueOf(state),
        written(changes).map(json -> BulkJson.read(json, BulkChange.class)),
        written(selection).map(json -> BulkJson.read(json, BulkSelection.class)),
        placeId == 0 ? Optional.empty() : Optional.of(new Place(BulkJob.ORDER, placeAt, placeId)),
        capped,
        undoes,
        undoneBy,
        createdAt,
        staffChange == 0
            ? Optional.empty()
            : Optional.of(new Handover(staffChange, new StaffId(formerOwner), handover)));
  }

  private static Optional<String> written(String json) {
    return Optional.of(json).filter(text -> !text.isEmpty());
  }
}
