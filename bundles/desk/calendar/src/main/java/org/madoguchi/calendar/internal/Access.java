package org.madoguchi.calendar.internal;

import org.madoguchi.directory.Directory;
import org.madoguchi.directory.Municipality;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.Permission;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.Problems;

/** Who may see and change whose calendar. */
public final class Access {
  private static final int SHOWN = 60;

  private Access() {}

  /**
   * The municipality of this slug.
   *
   * @throws DomainException {@link Problems#MUNICIPALITY_NOT_FOUND} also for one the caller may not
   *     see, so that the answer does not tell what exists
   */
  public static Municipality visible(Directory directory, AccessScope scope, String slug) {
    if (MunicipalityId.isSlug(slug)) {
      MunicipalityId id = new MunicipalityId(slug);
      if (scope.may(Permission.DIRECTORY_READ, id)) {
        return directory.municipality(id).orElseThrow(() -> notFound(slug));
      }
    }
    throw notFound(slug);
  }

  /**
   * The municipality of this slug, whose calendar the caller may change.
   *
   * @throws DomainException {@link Problems#MUNICIPALITY_NOT_FOUND} as {@link #visible}; {@link
   *     Problems#FORBIDDEN}
   */
  public static Municipality managed(Directory directory, AccessScope scope, String slug) {
    Municipality municipality = visible(directory, scope, slug);
    scope.require(Permission.DIRECTORY_MANAGE, municipality.id());
    return municipality;
  }

  /**
   * The section of this code; {@link SectionId#NONE} for null and ''.
   *
   * @throws DomainException section-not-found
   */
  public static SectionId section(Directory directory, MunicipalityId municipality, String code) {
    if (code == null || code.isEmpty()) {
      return SectionId.NONE;
    }
    if (SectionId.isCode(code)) {
      SectionId id = new SectionId(code);
      if (directory.section(municipality, id).isPresent()) {
        return id;
      }
    }
    throw new DomainException(CalendarProblems.SECTION_NOT_FOUND, shortened(code));
  }

  private static DomainException notFound(String slug) {
    return new DomainException(Problems.MUNICIPALITY_NOT_FOUND, slug);
  }

  private static String shortened(String text) {
    return text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
  }
}
