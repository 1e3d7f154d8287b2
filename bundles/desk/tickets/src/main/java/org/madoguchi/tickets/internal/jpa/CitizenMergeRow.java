package org.madoguchi.tickets.internal.jpa;

import java.time.Instant;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.tickets.internal.domain.CitizenMerge;

/** A row of CITIZEN_MERGE. */
@Entity
@Table(name = "CITIZEN_MERGE")
class CitizenMergeRow {
  @Id
  @Column(name = "CITIZEN_ID")
  long citizenId;

  @Column(name = "INTO_ID")
  long intoId;

  @Column(name = "ROOT_ID")
  long rootId;

  @Column(name = "OWN")
  String own;

  @Column(name = "OTHERS")
  String others;

  @Column(name = "MERGED_BY")
  String mergedBy;

  @Column(name = "MERGED_AT")
  Instant mergedAt;

  static CitizenMergeRow of(CitizenMerge merge) {
    CitizenMergeRow row = new CitizenMergeRow();
    row.citizenId = merge.citizen();
    row.intoId = merge.into();
    row.rootId = merge.into();
    row.own = BulkJson.write(ContentsJson.of(merge.own()));
    row.others = BulkJson.write(ContentsJson.of(merge.others()));
    row.mergedBy = merge.by().value();
    row.mergedAt = merge.at();
    return row;
  }

  CitizenMerge merge() {
    return new CitizenMerge(
        citizenId,
        intoId,
        BulkJson.read(own, ContentsJson.class).contents(),
        BulkJson.read(others, ContentsJson.class).contents(),
        new StaffId(mergedBy),
        mergedAt);
  }
}
