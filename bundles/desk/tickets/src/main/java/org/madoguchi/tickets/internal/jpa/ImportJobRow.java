package org.madoguchi.tickets.internal.jpa;

import java.time.Instant;
import java.util.Optional;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.store.BlobRef;
import org.madoguchi.tickets.internal.imports.ImportJob;
import org.madoguchi.tickets.internal.imports.Mapping;

/** A row of IMPORT_JOB. */
@Entity
@Table(name = "IMPORT_JOB")
class ImportJobRow {
  @Id
  @Column(name = "ID")
  long id;

  @Column(name = "MUNICIPALITY")
  String municipality;

  @Column(name = "STAFF")
  String staff;

  @Column(name = "FILE_NAME")
  String fileName;

  @Column(name = "FORM")
  String form;

  @Column(name = "CHARSET")
  String charset;

  @Column(name = "SHA256")
  String sha256;

  @Column(name = "SIZE_BYTES")
  long sizeBytes;

  @Column(name = "STATE")
  String state;

  @Column(name = "MAPPING")
  String mapping;

  @Column(name = "ROWS_READ")
  long rowsRead;

  @Column(name = "PLACE")
  String place;

  @Column(name = "UNDO_PLACE")
  long undoPlace;

  @Column(name = "GOOD")
  long good;

  @Column(name = "BAD")
  long bad;

  @Column(name = "BAD_LINES")
  long badLines;

  @Column(name = "TAKEN")
  long taken;

  @Column(name = "KNOWN")
  long known;

  @Column(name = "SKIPPED")
  long skipped;

  @Column(name = "REMOVED")
  long removed;

  @Column(name = "KEPT")
  long kept;

  @Column(name = "CREATED_AT")
  Instant createdAt;

  static ImportJobRow of(ImportJob job) {
    ImportJobRow row = new ImportJobRow();
    row.id = job.id();
    row.municipality = job.municipality().value();
    row.staff = job.staff().value();
    row.fileName = job.upload().fileName();
    row.form = job.upload().form().name();
    row.charset = job.upload().charset();
    row.sha256 = job.upload().content().sha256();
    row.sizeBytes = job.upload().content().size();
    row.state = job.state().name();
    row.mapping = written(job.mapping());
    row.place = job.place();
    row.undoPlace = job.undoPlace();
    row.createdAt = job.createdAt();
    return row;
  }

  static String written(Optional<Mapping> mapping) {
    return mapping.map(BulkJson::write).orElse("");
  }

  ImportJob job() {
    return new ImportJob(
        id,
        new MunicipalityId(municipality),
        new StaffId(staff),
        new ImportJob.Upload(
            fileName, ImportJob.Form.valueOf(form), charset, new BlobRef(sha256, sizeBytes)),
        ImportJob.State.valueOf(state),
        mapping.isEmpty() ? Optional.empty() : Optional.of(BulkJson.read(mapping, Mapping.class)),
        place,
        undoPlace,
        new ImportJob.Counts(rowsRead, good, bad, badLines, taken, known, skipped, removed, kept),
        createdAt);
  }
}
