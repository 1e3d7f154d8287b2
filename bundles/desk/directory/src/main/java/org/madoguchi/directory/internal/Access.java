package org.madoguchi.directory.internal;

import org.madoguchi.directory.Municipality;
import org.madoguchi.directory.internal.municipality.Municipalities;
import org.madoguchi.directory.internal.store.StaffEntry;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.Permission;
import org.madoguchi.kernel.problem.DomainException;
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

  private static DomainException notFound(String slug) {
    return new DomainException(Problems.MUNICIPALITY_NOT_FOUND, slug);
  }
}
