package org.madoguchi.notices.internal.jpa;

import java.time.Instant;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.notices.internal.domain.Plan;
import org.madoguchi.notices.internal.domain.PlannedChange;

/** A row of PLANNED_CHANGE. Whoever changes one appends the event of its version. */
@Entity
@Table(name = "PLANNED_CHANGE")
class PlannedChangeRow {
  @Id
  @Column(name = "ID")
  long id;

  @Column(name = "MUNICIPALITY")
  String municipality;

  @Column(name = "SECTION")
  String section;

  @Column(name = "SERVICE")
  String service;

  @Column(name = "TITLE")
  String title;

  @Column(name = "BODY")
  String body;

  @Column(name = "CONTACT")
  String contact;

  @Column(name = "BEGINS_AT")
  Instant beginsAt;

  @Column(name = "ENDS_AT")
  Instant endsAt;

  @Column(name = "CALLED_OFF")
  boolean calledOff;

  @Column(name = "PROBLEM")
  long problem;

  @Column(name = "AUTHOR")
  String author;

  @Column(name = "EDITOR")
  String editor;

  @Column(name = "EDITED_AT")
  Instant editedAt;

  @Column(name = "REQUEST_ID")
  String requestId;

  @Column(name = "VERSION")
  long version;

  PlannedChangeRow() {}

  PlannedChangeRow(PlannedChange change) {
    id = change.id();
    municipality = change.municipality().value();
    author = change.author().value();
    requestId = change.requestId();
    take(change);
  }

  final void take(PlannedChange change) {
    Plan plan = change.plan();
    section = plan.section().value();
    service = plan.service();
    title = plan.title();
    body = plan.text();
    contact = plan.contact();
    beginsAt = plan.from();
    endsAt = plan.to();
    calledOff = plan.calledOff();
    problem = plan.problem();
    editor = change.editor().value();
    editedAt = change.editedAt();
    version = change.version();
  }

  PlannedChange change() {
    return new PlannedChange(
        id,
        new MunicipalityId(municipality),
        new Plan(
            new SectionId(section),
            service,
            title,
            body,
            contact,
            beginsAt,
            endsAt,
            calledOff,
            problem),
        new StaffId(author),
        new StaffId(editor),
        editedAt,
        requestId,
        version);
  }
}
