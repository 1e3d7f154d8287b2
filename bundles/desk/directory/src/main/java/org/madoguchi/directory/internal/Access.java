package org.madoguchi.directory.internal;

import java.util.List;
import java.util.Map;
import org.madoguchi.directory.Municipality;
import org.madoguchi.directory.internal.municipality.Municipalities;
import org.madoguchi.directory.internal.store.StaffEntry;
import org.madoguchi.directory.internal.store.StaffStore;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.Permission;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.FieldProblem;
import org.madoguchi.kernel.problem.Problems;

/** Who may see and change which part of the directory. */
public final class Access {
  private Access() {}

  /**
   * The municipality of this slug.
   *
   * @throws DomainException {@link Problems#MUNICIPALITY_NOT_FOUND} also for one the caller may not
   *     see, so that the answer does not tell what exists
   */
  public static Municipality visible(
      Municipalities municipalities, AccessScope scope, String slug) {
    if (MunicipalityId.isSlug(slug)) {
      MunicipalityId id = new MunicipalityId(slug);
      if (scope.may(Permission.DIRECTORY_READ, id)) {
        return municipalities.find(id).orElseThrow(() -> notFound(slug));
      }
    }
    throw notFound(slug);
  }

  /** Whether the caller manages every municipality the person works for. */
  public static boolean managesAll(AccessScope scope, StaffEntry person) {
    return scope.mayEverywhere(Permission.DIRECTORY_MANAGE)
        || !person.municipalities().isEmpty()
            && person.municipalities().stream()
                .allMatch(m -> scope.may(Permission.DIRECTORY_MANAGE, m));
  }

  /** Whether the caller manages any municipality the person works for. */
  public static boolean managesAny(AccessScope scope, StaffEntry person) {
    return scope.mayEverywhere(Permission.DIRECTORY_MANAGE)
        || person.municipalities().stream()
            .anyMatch(m -> scope.may(Permission.DIRECTORY_MANAGE, m));
  }

  /**
   * The person of this login, whom the caller manages altogether.
   *
   * @throws DomainException forbidden; invalid-fields for an unknown login, also for one the caller
   *     manages nothing of
   */
  public static StaffEntry managed(StaffStore people, AccessScope scope, StaffId who) {
    if (!scope.mayAnywhere(Permission.DIRECTORY_MANAGE)) {
      throw new DomainException(Problems.FORBIDDEN);
    }
    StaffEntry person =
        people.find(who).filter(p -> managesAny(scope, p)).orElseThrow(Access::unknownLogin);
    if (!managesAll(scope, person)) {
      throw new DomainException(Problems.FORBIDDEN);
    }
    return person;
  }

  private static DomainException unknownLogin() {
    FieldProblem login = new FieldProblem("login", "unknown", List.of());
    return new DomainException(Problems.INVALID_FIELDS, List.of(1), List.of(login), Map.of());
  }

  private static DomainException notFound(String slug) {
    return new DomainException(Problems.MUNICIPALITY_NOT_FOUND, slug);
  }
}
