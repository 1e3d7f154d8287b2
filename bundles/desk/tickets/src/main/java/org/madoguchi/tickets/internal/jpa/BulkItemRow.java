package org.madoguchi.tickets.internal.jpa;

import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.IdClass;
import javax.persistence.Table;
import org.madoguchi.tickets.TicketRef;
import org.madoguchi.tickets.internal.bulk.BulkItem;

/** A row of BULK_ITEM. */
@Entity
@Table(name = "BULK_ITEM")
@IdClass(BulkItemRow.Key.class)
class BulkItemRow {
  /** Job and ticket. */
  static final class Key implements Serializable {
    private static final long serialVersionUID = 1L;

    long jobId;
    String ticket;

    Key() {}

    @Override
    public boolean equals(Object other) {
      return other instanceof Key key && key.jobId == jobId && key.ticket.equals(ticket);
    }

    @Override
    public int hashCode() {
      return Objects.hash(jobId, ticket);
    }
  }

  @Id
  @Column(name = "JOB_ID")
  long jobId;

  @Id
  @Column(name = "TICKET")
  String ticket;

  @Column(name = "SEEN")
  long seen;

  @Column(name = "STATE")
  String state;

  @Column(name = "REASON")
  String reason;

  @Column(name = "MISSING")
  String missing;

  @Column(name = "AFTER_VERSION")
  long afterVersion;

  @Column(name = "BEFORE_VALUES")
  String beforeValues;

  @Column(name = "CLOSED_AT")
  Instant closedAt;

  @Column(name = "ENTRY_ID")
  long entryId;

  static BulkItemRow of(long job, BulkItem item) {
    BulkItemRow row = new BulkItemRow();
    row.jobId = job;
    row.ticket = item.ticket().toString();
    row.seen = item.seen();
    row.state = item.outcome().state().name();
    row.reason = item.outcome().reason().name();
    row.missing = String.join(",", item.outcome().missing());
    row.afterVersion = item.outcome().version();
    row.beforeValues = BulkJson.write(item.outcome().changes());
    row.closedAt = item.outcome().closedBefore().orElse(InstantConverter.NEVER);
    row.entryId = item.outcome().entry();
    return row;
  }

  BulkItem item() {
    return new BulkItem(
        TicketRef.parse(ticket).orElseThrow(),
        seen,
        new BulkItem.Outcome(
            BulkItem.State.valueOf(state),
            BulkItem.Reason.valueOf(reason),
            missing.isEmpty() ? List.of() : List.of(missing.split(",")),
            afterVersion,
            BulkJson.changes(beforeValues),
            Optional.of(closedAt).filter(at -> !at.equals(InstantConverter.NEVER)),
            entryId));
  }
}
