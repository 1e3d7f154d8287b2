package org.madoguchi.search.internal;

import org.madoguchi.directory.Directory;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.AccessTag;
import org.madoguchi.kernel.access.Permission;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.Problems;

/**
 * Those who run the knowledge of a whole municipality: they approve articles of every section. They
 * see what was searched there, and say which words mean the same.
 */
public final class Keepers {
  private Keepers() {}

  /**
   * @throws DomainException municipality-not-found, also for one where the person does not work;
   *     forbidden
   */
  public static void mustBeOne(
      Directory directory, AccessScope scope, MunicipalityId municipality) {
    boolean there =
        scope.may(Permission.KNOWLEDGE_READ, municipality)
            && directory.municipality(municipality).isPresent();
    if (!there) {
      throw new DomainException(Problems.MUNICIPALITY_NOT_FOUND, municipality.value());
    }
    scope.require(Permission.KNOWLEDGE_APPROVE, AccessTag.of(municipality));
  }
}
