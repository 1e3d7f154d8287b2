package org.madoguchi.search.internal.rest;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.Permission;
import org.madoguchi.kernel.problem.Checks;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.Problems;
import org.madoguchi.search.Facet;

/** Reads what callers send. Pure functions. */
final class Forms {
  private static final int SHOWN = 60;
  private static final int LONGEST_LIST = 100;
  private static final int LONGEST_CODE = 200;

  private Forms() {}

  /**
   * @throws DomainException municipality-not-found, also for one where the caller does not work
   */
  static MunicipalityId municipality(AccessScope scope, Checks checks, String slug) {
    String asked = checks.required("municipality", slug, LONGEST_CODE);
    checks.done();
    if (!MunicipalityId.isSlug(asked)
        || !scope.may(Permission.KNOWLEDGE_READ, new MunicipalityId(asked))) {
      throw new DomainException(
          Problems.MUNICIPALITY_NOT_FOUND, asked.substring(0, Math.min(asked.length(), SHOWN)));
    }
    return new MunicipalityId(asked);
  }

  /** Constants between commas. */
  static <E extends Enum<E>> Set<E> choices(
      Checks checks, String field, String written, Class<E> type) {
    Set<E> chosen = EnumSet.noneOf(type);
    for (String part : checks.optional(field, written, LONGEST_LIST).split(",")) {
      E choice = checks.choice(field, part.strip(), type, null);
      if (choice != null) {
        chosen.add(choice);
      }
    }
    return chosen;
  }

  /** What hits are narrowed to. */
  static Map<Facet, Set<String>> only(
      Checks checks, String section, String category, String language) {
    Map<Facet, Set<String>> only = new EnumMap<>(Facet.class);
    narrow(only, Facet.SECTION, checks.optional("section", section, LONGEST_CODE));
    narrow(only, Facet.CATEGORY, checks.optional("category", category, LONGEST_CODE));
    narrow(only, Facet.LANGUAGE, checks.optional("language", language, LONGEST_CODE));
    return only;
  }

  private static void narrow(Map<Facet, Set<String>> only, Facet facet, String value) {
    if (!value.isEmpty()) {
      only.put(facet, Set.of(value));
    }
  }
}
