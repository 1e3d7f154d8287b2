package org.madoguchi.tickets.internal.jpa;

import java.time.Instant;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.AccessTag;
import org.madoguchi.kernel.store.BlobRef;
import org.madoguchi.tickets.AttachmentContent;
import org.madoguchi.tickets.internal.domain.Attachment;
import org.madoguchi.tickets.internal.domain.FileFinding;
import org.madoguchi.tickets.internal.files.FileNames;

/** A row of TICKET_ATTACHMENT. */
@Entity
@Table(name = "TICKET_ATTACHMENT")
class AttachmentRow {
  @Id
  @Column(name = "ID")
  long id;

  @Column(name = "TICKET_ID")
  long ticketId;

  @Column(name = "ENTRY_ID")
  long entryId;

  @Column(name = "MUNICIPALITY")
  String municipality;

  @Column(name = "SECTION")
  String section;

  @Column(name = "CONFIDENTIALITY")
  int confidentiality;

  @Column(name = "UPLOADER")
  String uploader;

  @Column(name = "FILE_NAME")
  String fileName;

  @Column(name = "MEDIA_TYPE")
  String mediaType;

  @Column(name = "CONTENT_ID")
  String contentId;

  @Column(name = "SHA256")
  String sha256;

  @Column(name = "SIZE_BYTES")
  long sizeBytes;

  @Column(name = "SNIFFED_TYPE")
  String sniffedType;

  @Column(name = "KIND")
  String kind;

  @Column(name = "PREVIEW")
  String preview;

  @Column(name = "HOLD_REASON")
  String holdReason;

  @Column(name = "SCAN_STATE")
  String scanState;

  @Column(name = "THREAT")
  String threat;

  @Column(name = "WAITS_FOR")
  String waitsFor = "";

  @Column(name = "CREATED_AT")
  Instant createdAt;

  static AttachmentRow of(Attachment attachment, AccessTag access) {
    AttachmentRow row = new AttachmentRow();
    row.id = attachment.id();
    row.ticketId = attachment.ticket();
    row.entryId = attachment.entry();
    row.municipality = access.municipality().value();
    row.section = access.section().value();
    row.confidentiality = access.confidentiality().level();
    row.uploader = attachment.uploader().value();
    row.fileName = attachment.file().fileName();
    row.mediaType = attachment.file().mediaType();
    row.contentId = attachment.file().contentId();
    row.sha256 = attachment.file().content().sha256();
    row.sizeBytes = attachment.file().content().size();
    row.sniffedType = attachment.finding().mediaType();
    row.kind = attachment.finding().kind();
    row.preview = attachment.finding().preview();
    row.holdReason = attachment.finding().held().name();
    row.scanState = attachment.finding().scan().name();
    row.threat = attachment.finding().threat();
    row.createdAt = attachment.at();
    return row;
  }

  Attachment attachment() {
    return new Attachment(
        id,
        ticketId,
        entryId,
        new StaffId(uploader),
        new AttachmentContent(
            FileNames.clean(fileName), mediaType, contentId, new BlobRef(sha256, sizeBytes)),
        new FileFinding(
            sniffedType,
            kind,
            preview,
            FileFinding.Hold.valueOf(holdReason),
            FileFinding.Scan.valueOf(scanState),
            threat),
        createdAt);
  }
}
