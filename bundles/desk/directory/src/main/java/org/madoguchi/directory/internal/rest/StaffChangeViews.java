package org.madoguchi.directory.internal.rest;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.madoguchi.directory.internal.changes.StaffChange;
import org.madoguchi.directory.internal.changes.StaffChange.Kind;
import org.madoguchi.directory.internal.changes.StaffChange.State;
import org.madoguchi.directory.internal.changes.StaffChange.Tickets;
import org.madoguchi.directory.internal.snapshot.LiveDirectory;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.Grant;
import org.madoguchi.kernel.access.Refers;
import org.madoguchi.kernel.problem.Checks;

/** Changes of staff as JSON. */
final class StaffChangeViews {
  private StaffChangeViews() {}

  /**
   * @param date 2027-04-01, the day from whose beginning it holds
   * @param role and {@code section}: of a transfer
   * @param tickets what becomes of the person's open tickets; queue when it is missing
   */
  @Schema(name = "NewStaffChange")
  record NewStaffChange(
      String requestId,
      @Refers(Refers.To.STAFF) String login,
      String kind,
      String date,
      String role,
      @Refers(Refers.To.SECTION) String section,
      String tickets,
      @Refers(Refers.To.STAFF) String successor) {}

  @Schema(name = "StaffChangePerson")
  record Person(String id, String name) {}

  @Schema(name = "StaffChangeRole")
  record RoleView(String role, String section, String sectionName) {}

  /**
   * @param to of a transfer; @param successor null unless the tickets are theirs
   * @param problem why it could not be done, of a failed one: gone, away-already, not-away, section
   * @param before the roles until then, once it was carried out
   */
  @Schema(name = "StaffChange")
  record StaffChangeView(
      String id,
      String municipality,
      Person person,
      Kind kind,
      LocalDate date,
      RoleView to,
      Tickets tickets,
      Person successor,
      State state,
      String problem,
      List<RoleView> before,
      Person plannedBy,
      Instant plannedAt,
      Instant settledAt) {}

  /**
   * @param next present when there is another page
   */
  @Schema(name = "StaffChanges")
  record StaffChangePage(List<StaffChangeView> items, String next) {}

  static StaffChangeView view(LiveDirectory directory, StaffChange change) {
    String problem = change.course().problem();
    return new StaffChangeView(
        Long.toString(change.id()),
        change.municipality().value(),
        person(directory, change.who()),
        change.wanted().kind(),
        change.wanted().on(),
        change.wanted().to().map(to -> role(directory, to)).orElse(null),
        change.wanted().tickets(),
        change.wanted().successor().isNone()
            ? null
            : person(directory, change.wanted().successor()),
        change.course().state(),
        problem.isEmpty() ? null : problem,
        change.course().before().stream().map(g -> role(directory, g)).toList(),
        person(directory, change.plannedBy()),
        change.plannedAt(),
        change.course().settledAt().orElse(null));
  }

  private static Person person(LiveDirectory directory, StaffId who) {
    String name = directory.staff(who).map(s -> s.name()).orElse(who.value());
    return new Person(who.value(), name);
  }

  private static RoleView role(LiveDirectory directory, Grant grant) {
    String name =
        directory
            .section(grant.municipality(), grant.section())
            .map(s -> s.name())
            .orElse(grant.section().value());
    return new RoleView(Checks.written(grant.role()), grant.section().value(), name);
  }
}
