package org.madoguchi.tickets.internal.problems;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.Reach;
import org.madoguchi.tickets.TicketStatus;
import org.madoguchi.tickets.internal.domain.FieldChange;

/** Port to the stored problems. Called within transactions. */
public interface ProblemStore {
  /**
   * The newest of the municipality below this id.
   *
   * @param status empty for all that are not solved
   */
  List<KnownProblem> page(
      MunicipalityId municipality, Optional<Cause.Status> status, long below, int limit);

  Optional<KnownProblem> find(long id);

  List<KnownProblem> find(Collection<Long> ids);

  Optional<KnownProblem> find(StaffId author, String requestId);

  /** Tells what became of it, too. */
  void add(KnownProblem problem);

  void save(KnownProblem problem, Map<String, FieldChange> changes);

  /** How many of its tickets the reaches match, by their status; counted up to {@code most}. */
  Map<TicketStatus, Integer> tied(long problem, int most, List<Reach> reaches);
}
