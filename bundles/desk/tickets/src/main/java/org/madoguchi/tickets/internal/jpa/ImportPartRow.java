package org.madoguchi.tickets.internal.jpa;

import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.IdClass;
import javax.persistence.Table;
import org.madoguchi.kernel.store.BlobRef;
import org.madoguchi.tickets.internal.imports.Part;

/** A row of IMPORT_PART. */
@Entity
@Table(name = "IMPORT_PART")
@IdClass(ImportPartRow.Key.class)
class ImportPartRow {
  /** Import and line. */
  static final class Key implements Serializable {
    private static final long serialVersionUID = 1L;

    long jobId;
    long line;

    Key() {}

    @Override
    public boolean equals(Object other) {
      return other instanceof Key key && key.jobId == jobId && key.line == line;
    }

    @Override
    public int hashCode() {
      return Objects.hash(jobId, line);
    }
  }

  /** As JSON writes it. */
  record Content(List<String> cells, String sha256, long size) {}

  @Id
  @Column(name = "JOB_ID")
  long jobId;

  @Id
  @Column(name = "LINE")
  long line;

  @Column(name = "OLD_NUMBER")
  String oldNumber;

  @Column(name = "CONTENT")
  String content;

  static ImportPartRow of(long job, Part part) {
    ImportPartRow row = new ImportPartRow();
    row.jobId = job;
    row.line = part.line();
    row.oldNumber = part.number();
    row.content =
        BulkJson.write(
            new Content(
                part.cells(),
                part.mail().map(BlobRef::sha256).orElse(""),
                part.mail().map(BlobRef::size).orElse(0L)));
    return row;
  }

  Part part() {
    Content read = BulkJson.read(content, Content.class);
    Optional<BlobRef> mail =
        read.sha256().isEmpty()
            ? Optional.empty()
            : Optional.of(new BlobRef(read.sha256(), read.size()));
    return new Part(line, oldNumber, read.cells(), mail);
  }
}
