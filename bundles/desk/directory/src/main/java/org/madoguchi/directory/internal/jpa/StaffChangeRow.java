package org.madoguchi.directory.internal.jpa;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import org.madoguchi.directory.internal.changes.StaffChange;
import org.madoguchi.directory.internal.changes.StaffChange.Course;
import org.madoguchi.directory.internal.changes.StaffChange.Wanted;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.Grant;
import org.madoguchi.kernel.access.Role;

/** A row of STAFF_CHANGE. */
@Entity
@Table(name = "STAFF_CHANGE")
class StaffChangeRow {
  /** Stands for "not yet". */
  static final Instant NEVER = Instant.parse("9999-12-31T00:00:00Z");

  @Id
  @Column(name = "ID")
  long id;

  @Column(name = "MUNICIPALITY")
  String municipality;

  @Column(name = "LOGIN")
  String login;

  @Column(name = "KIND")
  String kind;

  @Column(name = "EFFECTIVE_ON")
  String effectiveOn;

  @Column(name = "DUE_AT")
  Instant dueAt;

  @Column(name = "NEW_ROLE")
  String newRole;

  @Column(name = "TICKETS")
  String tickets;

  @Column(name = "SUCCESSOR")
  String successor;

  @Column(name = "STATE")
  String state;

  @Column(name = "PROBLEM")
  String problem;

  @Column(name = "FORMER_ROLES")
  String formerRoles;

  @Column(name = "WAS_ACTIVE")
  boolean wasActive;

  @Column(name = "PLANNED_BY")
  String plannedBy;

  @Column(name = "PLANNED_AT")
  Instant plannedAt;

  @Column(name = "REQUEST_ID")
  String requestId;

  @Column(name = "SETTLED_BY")
  String settledBy;

  @Column(name = "SETTLED_AT")
  Instant settledAt;

  static StaffChangeRow of(StaffChange change) {
    StaffChangeRow row = new StaffChangeRow();
    Wanted wanted = change.wanted();
    row.id = change.id();
    row.municipality = change.municipality().value();
    row.login = change.who().value();
    row.kind = wanted.kind().name();
    row.effectiveOn = wanted.on().toString();
    row.dueAt = change.dueAt();
    row.newRole = wanted.to().map(List::of).map(StaffChangeRow::written).orElse("");
    row.tickets = wanted.tickets().name();
    row.successor = wanted.successor().value();
    row.plannedBy = change.plannedBy().value();
    row.plannedAt = change.plannedAt();
    row.requestId = change.requestId();
    return row.take(change.course());
  }

  StaffChangeRow take(Course course) {
    state = course.state().name();
    problem = course.problem();
    formerRoles = written(course.before());
    wasActive = course.wasActive();
    settledBy = course.settledBy().value();
    settledAt = course.settledAt().orElse(NEVER);
    return this;
  }

  StaffChange change() {
    Wanted wanted =
        new Wanted(
            StaffChange.Kind.valueOf(kind),
            LocalDate.parse(effectiveOn),
            grants(newRole).stream().findFirst(),
            StaffChange.Tickets.valueOf(tickets),
            new StaffId(successor));
    Course course =
        new Course(
            StaffChange.State.valueOf(state),
            problem,
            grants(formerRoles),
            wasActive,
            new StaffId(settledBy),
            Optional.of(settledAt).filter(at -> !at.equals(NEVER)));
    return new StaffChange(
        id,
        new MunicipalityId(municipality),
        new StaffId(login),
        wanted,
        dueAt,
        new StaffId(plannedBy),
        plannedAt,
        requestId,
        course);
  }

  /** ROLE@section, with commas; neither holds any. */
  private static String written(Collection<Grant> grants) {
    return grants.stream()
        .map(g -> g.role().name() + "@" + g.section().value())
        .collect(Collectors.joining(","));
  }

  private List<Grant> grants(String written) {
    return written.isEmpty()
        ? List.of()
        : Arrays.stream(written.split(",")).map(this::grant).toList();
  }

  private Grant grant(String written) {
    int at = written.indexOf('@');
    return new Grant(
        new MunicipalityId(municipality),
        Role.valueOf(written.substring(0, at)),
        new SectionId(written.substring(at + 1)));
  }
}
