package org.madoguchi.tickets.internal.domain;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.problem.Checks;
import org.madoguchi.tickets.TicketKind;
import org.madoguchi.tickets.TicketStatus;

/**
 * What people edit on a ticket.
 *
 * @param category '' when none
 * @param dueAt empty when none
 */
public record Details(
    String subject,
    TicketKind kind,
    TicketStatus status,
    Priority priority,
    SectionId section,
    StaffId owner,
    String category,
    ContactResult result,
    Optional<Instant> dueAt) {

  public Details withSubject(String next) {
    return new Details(next, kind, status, priority, section, owner, category, result, dueAt);
  }

  public Details withKind(TicketKind next) {
    return new Details(subject, next, status, priority, section, owner, category, result, dueAt);
  }

  public Details withStatus(TicketStatus next) {
    return new Details(subject, kind, next, priority, section, owner, category, result, dueAt);
  }

  public Details withPriority(Priority next) {
    return new Details(subject, kind, status, next, section, owner, category, result, dueAt);
  }

  public Details withSection(SectionId next) {
    return new Details(subject, kind, status, priority, next, owner, category, result, dueAt);
  }

  public Details withOwner(StaffId next) {
    return new Details(subject, kind, status, priority, section, next, category, result, dueAt);
  }

  public Details withCategory(String next) {
    return new Details(subject, kind, status, priority, section, owner, next, result, dueAt);
  }

  public Details withResult(ContactResult next) {
    return new Details(subject, kind, status, priority, section, owner, category, next, dueAt);
  }

  public Details withDueAt(Optional<Instant> next) {
    return new Details(subject, kind, status, priority, section, owner, category, result, next);
  }

  /** The fields that differ from {@code before}, by their JSON names. */
  public Map<String, FieldChange> changesSince(Details before) {
    Map<String, String> was = before.written();
    Map<String, FieldChange> changes = new LinkedHashMap<>();
    written()
        .forEach(
            (field, value) -> {
              if (!value.equals(was.get(field))) {
                changes.put(field, new FieldChange(was.get(field), value));
              }
            });
    return changes;
  }

  private Map<String, String> written() {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("subject", subject);
    fields.put("kind", Checks.written(kind));
    fields.put("status", Checks.written(status));
    fields.put("priority", Checks.written(priority));
    fields.put("section", section.value());
    fields.put("owner", owner.value());
    fields.put("category", category);
    fields.put("result", result == ContactResult.NONE ? "" : Checks.written(result));
    fields.put("dueAt", dueAt.map(Instant::toString).orElse(""));
    return fields;
  }
}
