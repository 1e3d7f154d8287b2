package org.madoguchi.notices.internal.jpa;

import java.time.Instant;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.notices.internal.domain.Details;
import org.madoguchi.notices.internal.domain.Importance;
import org.madoguchi.notices.internal.domain.Notice;
import org.madoguchi.notices.internal.domain.Words;

/** A row of NOTICE. Whoever changes one appends the event of its version, which is unique. */
@Entity
@Table(name = "NOTICE")
class NoticeRow {
  @Id
  @Column(name = "ID")
  long id;

  @Column(name = "MUNICIPALITY")
  String municipality;

  @Column(name = "SECTION")
  String section;

  @Column(name = "TITLE")
  String title;

  @Column(name = "BODY")
  String body;

  @Column(name = "SEARCHED")
  String searched;

  @Column(name = "IMPORTANCE")
  String importance;

  @Column(name = "PINNED")
  boolean pinned;

  @Column(name = "STANDING")
  int standing;

  @Column(name = "VALID_FROM")
  Instant validFrom;

  @Column(name = "VALID_TO")
  Instant validTo;

  @Column(name = "AUTHOR")
  String author;

  @Column(name = "CREATED_AT")
  Instant createdAt;

  @Column(name = "EDITOR")
  String editor;

  @Column(name = "EDITED_AT")
  Instant editedAt;

  @Column(name = "REQUEST_ID")
  String requestId;

  @Column(name = "PROBLEM")
  long problem;

  @Column(name = "EDITION")
  int edition;

  @Column(name = "VERSION")
  long version;

  NoticeRow() {}

  NoticeRow(Notice notice) {
    id = notice.id();
    municipality = notice.municipality().value();
    author = notice.author().value();
    createdAt = notice.createdAt();
    requestId = notice.requestId();
    take(notice);
  }

  final void take(Notice notice) {
    Details details = notice.details();
    section = details.section().value();
    title = details.title();
    body = details.text();
    searched = Words.folded(details.title() + "\n" + details.text());
    importance = details.importance().name();
    pinned = details.pinned();
    standing = details.standing();
    validFrom = details.from();
    validTo = details.to();
    problem = details.problem();
    editor = notice.editor().value();
    editedAt = notice.editedAt();
    edition = notice.edition();
    version = notice.version();
  }

  Notice notice() {
    return new Notice(
        id,
        new MunicipalityId(municipality),
        new Details(
            new SectionId(section),
            title,
            body,
            Importance.valueOf(importance),
            pinned,
            validFrom,
            validTo,
            problem),
        new StaffId(author),
        createdAt,
        new StaffId(editor),
        editedAt,
        requestId,
        edition,
        version);
  }
}
