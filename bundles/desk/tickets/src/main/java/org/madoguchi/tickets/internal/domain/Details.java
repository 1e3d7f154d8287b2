package org.madoguchi.tickets.internal.domain;

import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.Confidentiality;
import org.madoguchi.kernel.problem.Checks;
import org.madoguchi.tickets.TicketKind;
import org.madoguchi.tickets.TicketStatus;

/**
 * What people edit on a ticket.
 *
 * @param confidentiality with the section it says who sees the ticket
 * @param category '' when none
 * @param dueAt empty when none
 * @param contributors sections that work on it too; never the section itself
 * @param problem the id of the problem it is tied to; 0 for none
 */
public record Details(
    String subject,
    TicketKind kind,
    TicketStatus status,
    Priority priority,
    SectionId section,
    Confidentiality confidentiality,
    StaffId owner,
    String category,
    ContactResult result,
    Optional<Instant> dueAt,
    Tags tags,
    Contributors contributors,
    long problem) {

  public Details {
    contributors = contributors.without(List.of(section));
  }

  /** Of a ticket that one section works on, and that is tied to no problem. */
  public Details(
      String subject,
      TicketKind kind,
      TicketStatus status,
      Priority priority,
      SectionId section,
      Confidentiality confidentiality,
      StaffId owner,
      String category,
      ContactResult result,
      Optional<Instant> dueAt,
      Tags tags) {
    this(
        subject,
        kind,
        status,
        priority,
        section,
        confidentiality,
        owner,
        category,
        result,
        dueAt,
        tags,
        Contributors.NONE,
        0);
  }

  public Details withSubject(String next) {
    return with(m -> m.subject = next);
  }

  public Details withKind(TicketKind next) {
    return with(m -> m.kind = next);
  }

  public Details withStatus(TicketStatus next) {
    return with(m -> m.status = next);
  }

  public Details withPriority(Priority next) {
    return with(m -> m.priority = next);
  }

  public Details withSection(SectionId next) {
    return with(m -> m.section = next);
  }

  public Details withConfidentiality(Confidentiality next) {
    return with(m -> m.confidentiality = next);
  }

  public Details withOwner(StaffId next) {
    return with(m -> m.owner = next);
  }

  public Details withCategory(String next) {
    return with(m -> m.category = next);
  }

  public Details withResult(ContactResult next) {
    return with(m -> m.result = next);
  }

  public Details withDueAt(Optional<Instant> next) {
    return with(m -> m.dueAt = next);
  }

  public Details withTags(Tags next) {
    return with(m -> m.tags = next);
  }

  public Details withContributors(Contributors next) {
    return with(m -> m.contributors = next);
  }

  public Details withProblem(long next) {
    return with(m -> m.problem = next);
  }

  private Details with(Consumer<Members> change) {
    Members members = new Members(this);
    change.accept(members);
    return members.details();
  }

  /** For the moment of a change. */
  private static final class Members {
    String subject;
    TicketKind kind;
    TicketStatus status;
    Priority priority;
    SectionId section;
    Confidentiality confidentiality;
    StaffId owner;
    String category;
    ContactResult result;
    Optional<Instant> dueAt;
    Tags tags;
    Contributors contributors;
    long problem;

    Members(Details of) {
      subject = of.subject;
      kind = of.kind;
      status = of.status;
      priority = of.priority;
      section = of.section;
      confidentiality = of.confidentiality;
      owner = of.owner;
      category = of.category;
      result = of.result;
      dueAt = of.dueAt;
      tags = of.tags;
      contributors = of.contributors;
      problem = of.problem;
    }

    Details details() {
      return new Details(
          subject,
          kind,
          status,
          priority,
          section,
          confidentiality,
          owner,
          category,
          result,
          dueAt,
          tags,
          contributors,
          problem);
    }
  }

  /** The fields that differ from {@code before}, by their JSON names. */
  public Map<String, FieldChange> changesSince(Details before) {
    return FieldChange.between(before.written(), written());
  }

  /**
   * The same without what a reply or a change of many tickets changed; a field that has another
   * value since stays as it is.
   *
   * @param changes of status, owner, category, result, section, priority, tags, dueAt, contributors
   *     and problem
   */
  Details without(Map<String, FieldChange> changes) {
    Map<String, String> now = written();
    Details before = this;
    for (Map.Entry<String, FieldChange> each : changes.entrySet()) {
      FieldChange change = each.getValue();
      if (change.after().equals(now.get(each.getKey()))) {
        before = before.with(each.getKey(), change.before());
      }
    }
    return before;
  }

  private Details with(String field, String value) {
    return switch (field) {
      case "status" -> withStatus(constant(TicketStatus.class, value));
      case "owner" -> withOwner(new StaffId(value));
      case "category" -> withCategory(value);
      case "result" ->
          withResult(value.isEmpty() ? ContactResult.NONE : constant(ContactResult.class, value));
      case "section" -> withSection(new SectionId(value));
      case "priority" -> withPriority(constant(Priority.class, value));
      case "tags" -> withTags(Tags.ofListed(value));
      case "dueAt" ->
          withDueAt(value.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(value)));
      case "contributors" -> withContributors(Contributors.of(value));
      case "problem" -> withProblem(value.isEmpty() ? 0 : Long.parseLong(value));
      default -> throw new IllegalArgumentException("nothing takes back a change of " + field);
    };
  }

  private static <E extends Enum<E>> E constant(Class<E> type, String written) {
    return Arrays.stream(type.getEnumConstants())
        .filter(each -> Checks.written(each).equals(written))
        .findFirst()
        .orElseThrow();
  }

  private Map<String, String> written() {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("subject", subject);
    fields.put("kind", Checks.written(kind));
    fields.put("status", Checks.written(status));
    fields.put("priority", Checks.written(priority));
    fields.put("section", section.value());
    fields.put("confidentiality", Checks.written(confidentiality));
    fields.put("owner", owner.value());
    fields.put("category", category);
    fields.put("result", result == ContactResult.NONE ? "" : Checks.written(result));
    fields.put("dueAt", dueAt.map(Instant::toString).orElse(""));
    fields.put("tags", tags.listed());
    fields.put("contributors", contributors.listed());
    fields.put("problem", problem == 0 ? "" : Long.toString(problem));
    return fields;
  }
}
