package org.madoguchi.notices.internal;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.problem.Checks;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.tickets.ProblemTitles;
import org.madoguchi.tickets.ProblemTitles.Titled;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** The problems that notices and planned changes are about; another room keeps them. */
@Component(service = NamedProblems.class)
public final class NamedProblems {
  // Notices are read while the room that keeps problems is exchanged, too.
  @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
  volatile ProblemTitles titles;

  /** By id, those the person may see; asks nobody where none is named. */
  public Map<Long, Titled> of(AccessScope scope, Collection<Long> problems) {
    ProblemTitles present = titles;
    List<Long> named = problems.stream().filter(id -> id != 0).distinct().toList();
    return present == null || named.isEmpty() ? Map.of() : present.of(scope, named);
  }

  /** Whether the person may see it among those of the municipality. */
  boolean knows(AccessScope scope, MunicipalityId municipality, long problem) {
    Titled titled = of(scope, List.of(problem)).get(problem);
    return titled != null && titled.municipality().equals(municipality.value());
  }

  /**
   * What was named before stays, whoever edits the rest.
   *
   * @throws DomainException invalid-fields
   */
  void mustBeKnown(AccessScope scope, MunicipalityId municipality, long before, long wanted) {
    Checks checks = new Checks();
    if (wanted != 0 && wanted != before && !knows(scope, municipality, wanted)) {
      checks.note("problem", "unknown", "");
    }
    checks.done();
  }

  /**
   * @throws DomainException problem-not-found, also for one out of reach
   */
  void mustBeThere(AccessScope scope, MunicipalityId municipality, long problem) {
    if (!knows(scope, municipality, problem)) {
      throw new DomainException(NoticeProblems.PROBLEM_NOT_FOUND);
    }
  }
}
