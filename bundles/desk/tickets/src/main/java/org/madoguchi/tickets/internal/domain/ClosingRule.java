package org.madoguchi.tickets.internal.domain;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.madoguchi.kernel.problem.Checks;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.FieldProblem;
import org.madoguchi.tickets.TicketKind;
import org.madoguchi.tickets.TicketStatus;

/**
 * What must be filled in before a ticket is closed, by kind.
 *
 * @param required without the kinds of which the municipality settled nothing
 */
public record ClosingRule(Map<TicketKind, Set<ClosingField>> required) {
  /** Nothing is settled, nothing required. */
  public static final ClosingRule NONE = new ClosingRule(Map.of());

  public ClosingRule {
    required = Map.copyOf(required);
  }

  /** In the order of the fields; empty when nothing is settled for the kind. */
  public Optional<List<ClosingField>> of(TicketKind kind) {
    return Optional.ofNullable(required.get(kind)).map(fields -> fields.stream().sorted().toList());
  }

  /**
   * Whoever closes fills in everything; whoever edits a closed ticket takes nothing of it away. A
   * ticket that was closed before the rule was made can be edited as it is.
   *
   * @throws DomainException missing-before-closing
   */
  void check(Details before, Details next) {
    if (next.status() != TicketStatus.CLOSED) {
      return;
    }
    boolean closes = before.status() != TicketStatus.CLOSED;
    List<ClosingField> missing =
        of(next.kind()).orElse(List.of()).stream()
            .filter(field -> field.isMissingIn(next))
            .filter(field -> closes || !field.isMissingIn(before))
            .toList();
    if (!missing.isEmpty()) {
      throw missing(missing);
    }
  }

  private static DomainException missing(List<ClosingField> fields) {
    List<String> names = fields.stream().map(Checks::written).toList();
    return new DomainException(
        TicketProblems.MISSING_BEFORE_CLOSING,
        List.of(),
        names.stream().map(name -> new FieldProblem(name, "required", List.of())).toList(),
        Map.of("missing", names));
  }
}
