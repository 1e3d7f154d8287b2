package org.madoguchi.kernel.access;

import java.util.Objects;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.SectionId;

/**
 * One role of one person.
 *
 * @param section where the role holds; {@link SectionId#NONE} = in the whole municipality. The
 *     directory expands a role in a department into one grant for each section below it.
 */
public record Grant(MunicipalityId municipality, Role role, SectionId section) {
  public Grant {
    Objects.requireNonNull(municipality);
    Objects.requireNonNull(role);
    Objects.requireNonNull(section);
  }

  /** What the role shows there under a permission. */
  Reach reach(Permission permission) {
    return new Reach(
        municipality, section, role.sees(), permission.isForContributors() && !section.isNone());
  }

  boolean holdsIn(MunicipalityId asked) {
    return municipality.equals(MunicipalityId.EVERY) || municipality.equals(asked);
  }
}
