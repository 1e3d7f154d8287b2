package org.madoguchi.tickets.internal.bulk;

import java.util.Arrays;
import java.util.List;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.problem.Checks;
import org.madoguchi.tickets.TicketStatus;
import org.madoguchi.tickets.internal.domain.ContactResult;
import org.madoguchi.tickets.internal.domain.Contributors;
import org.madoguchi.tickets.internal.domain.Details;
import org.madoguchi.tickets.internal.domain.Priority;
import org.madoguchi.tickets.internal.domain.Tags;

/**
 * What becomes of each of many tickets. Written as JSON writes it, for it is kept until it is done;
 * a member that is null stays as it is, '' is none.
 *
 * @param addContributors codes of sections, as {@code removeContributors}
 * @param problem the id of a problem
 * @param reply goes to the citizen of each of them; null for none
 */
public record BulkChange(
    String owner,
    String section,
    String status,
    String priority,
    String category,
    String result,
    List<String> addTags,
    List<String> removeTags,
    List<String> addContributors,
    List<String> removeContributors,
    String problem,
    String reply) {
  /** More does not fit beside the rest of the change. */
  public static final int LONGEST_REPLY = 1_500;

  public static final BulkChange NONE =
      new BulkChange(null, null, null, null, null, null, List.of(), List.of());

  /** Without further sections, a problem or a reply. */
  public BulkChange(
      String owner,
      String section,
      String status,
      String priority,
      String category,
      String result,
      List<String> addTags,
      List<String> removeTags) {
    this(
        owner,
        section,
        status,
        priority,
        category,
        result,
        addTags,
        removeTags,
        List.of(),
        List.of(),
        null,
        null);
  }

  public BulkChange {
    addTags = listed(addTags);
    removeTags = listed(removeTags);
    addContributors = listed(addContributors);
    removeContributors = listed(removeContributors);
  }

  private static List<String> listed(List<String> items) {
    return items == null ? List.of() : List.copyOf(items);
  }

  public boolean changesNothing() {
    return owner == null
        && section == null
        && status == null
        && priority == null
        && category == null
        && result == null
        && addTags.isEmpty()
        && removeTags.isEmpty()
        && addContributors.isEmpty()
        && removeContributors.isEmpty()
        && problem == null
        && reply == null;
  }

  boolean replies() {
    return reply != null;
  }

  public boolean closes() {
    return Checks.written(TicketStatus.CLOSED).equals(status);
  }

  /** The details with it. */
  public Details applied(Details before) {
    Details next = before;
    next = owner == null ? next : next.withOwner(new StaffId(owner));
    next = section == null ? next : next.withSection(new SectionId(section));
    next = status == null ? next : next.withStatus(constant(TicketStatus.class, status));
    next = priority == null ? next : next.withPriority(constant(Priority.class, priority));
    next = category == null ? next : next.withCategory(category);
    next = result == null ? next : next.withResult(resultOf(result));
    next =
        problem == null ? next : next.withProblem(problem.isEmpty() ? 0 : Long.parseLong(problem));
    Tags tags = new Tags(next.tags().without(new Tags(removeTags))).with(addTags);
    Contributors contributors =
        next.contributors().without(sections(removeContributors)).with(sections(addContributors));
    return next.withTags(tags).withContributors(contributors);
  }

  private static List<SectionId> sections(List<String> codes) {
    return codes.stream().map(SectionId::new).toList();
  }

  private static ContactResult resultOf(String written) {
    return written.isEmpty() ? ContactResult.NONE : constant(ContactResult.class, written);
  }

  private static <E extends Enum<E>> E constant(Class<E> type, String written) {
    return Arrays.stream(type.getEnumConstants())
        .filter(each -> Checks.written(each).equals(written))
        .findFirst()
        .orElseThrow();
  }
}
