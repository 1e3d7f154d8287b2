package org.madoguchi.tickets.internal.jpa;

import java.time.Instant;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.tickets.internal.TicketQueries.TiedTo;
import org.madoguchi.tickets.internal.problems.Cause;
import org.madoguchi.tickets.internal.problems.KnownProblem;

/**
 * A row of TICKET_PROBLEM. Whoever changes one appends the event of its version, which is unique.
 */
@Entity
@Table(name = "TICKET_PROBLEM")
class ProblemRow {
  @Id
  @Column(name = "ID")
  long id;

  @Column(name = "MUNICIPALITY")
  String municipality;

  @Column(name = "TITLE")
  String title;

  @Column(name = "CAUSE")
  String cause;

  @Column(name = "SECTION")
  String section;

  @Column(name = "OWNER")
  String owner;

  @Column(name = "WORKAROUND")
  String workaround;

  @Column(name = "ANNOUNCEMENT")
  String announcement;

  @Column(name = "FIX")
  String fix;

  @Column(name = "STATUS")
  String status;

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

  ProblemRow() {}

  ProblemRow(KnownProblem problem) {
    id = problem.id();
    municipality = problem.municipality().value();
    author = problem.author().value();
    requestId = problem.requestId();
    take(problem);
  }

  final void take(KnownProblem problem) {
    Cause known = problem.cause();
    title = known.title();
    cause = known.cause();
    section = known.section().value();
    owner = known.owner().value();
    workaround = known.workaround();
    announcement = known.announcement();
    fix = known.fix();
    status = known.status().name();
    editor = problem.editor().value();
    editedAt = problem.editedAt();
    version = problem.version();
  }

  TiedTo tied() {
    return new TiedTo(id, title, Cause.Status.valueOf(status), workaround, announcement);
  }

  KnownProblem problem() {
    return new KnownProblem(
        id,
        new MunicipalityId(municipality),
        new Cause(
            title,
            cause,
            new SectionId(section),
            new StaffId(owner),
            workaround,
            announcement,
            fix,
            Cause.Status.valueOf(status)),
        new StaffId(author),
        new StaffId(editor),
        editedAt,
        requestId,
        version);
  }
}
