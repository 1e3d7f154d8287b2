package org.madoguchi.tickets.internal.jpa;

import java.util.List;
import org.madoguchi.persistence.Sql;
import org.madoguchi.tickets.internal.domain.Attachment;
import org.madoguchi.tickets.internal.domain.FileFinding;
import org.madoguchi.tickets.internal.files.FileStates;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What is known about attachments, in their own rows. */
@Component
public final class JpaFileStates implements FileStates {
  private final TicketUnit unit;

  @Activate
  public JpaFileStates(@Reference TicketUnit unit) {
    this.unit = unit;
  }

  @Override
  public List<Attachment> waiting(int limit) {
    return Sql.of(
            "SELECT a.* FROM TICKET_ATTACHMENT a WHERE a.SCAN_STATE = 'WAITING' ORDER BY a.ID DESC")
        .fetchFirst(limit)
        .read(unit.manager(), AttachmentRow.class)
        .stream()
        .map(AttachmentRow::attachment)
        .toList();
  }

  @Override
  public boolean judged(long attachment, FileFinding finding) {
    return Sql.of(
                "UPDATE TICKET_ATTACHMENT SET SNIFFED_TYPE = ?, KIND = ?, PREVIEW = ?,"
                    + " SCAN_STATE = ?, THREAT = ? WHERE ID = ? AND SCAN_STATE = 'WAITING'",
                finding.mediaType(),
                finding.kind(),
                finding.preview(),
                finding.scan().name(),
                finding.threat(),
                attachment)
            .execute(unit.manager())
        == 1;
  }

  @Override
  public int countWaiting(int most) {
    return Sql.of("SELECT a.ID FROM TICKET_ATTACHMENT a WHERE a.SCAN_STATE = 'WAITING'")
        .fetchFirst(most)
        .numbers(unit.manager())
        .size();
  }

  @Override
  public List<Attachment> notOpen(long ticket, long entry) {
    return Sql.of(
            "SELECT a.* FROM TICKET_ATTACHMENT a WHERE a.TICKET_ID = ? AND a.ENTRY_ID = ?"
                + " AND (a.SCAN_STATE <> 'CLEAN' OR a.HOLD_REASON <> 'NONE')",
            ticket,
            entry)
        .read(unit.manager(), AttachmentRow.class)
        .stream()
        .map(AttachmentRow::attachment)
        .toList();
  }
}
