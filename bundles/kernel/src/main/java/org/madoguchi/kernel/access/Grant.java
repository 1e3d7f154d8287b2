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

  boolean holdsIn(MunicipalityId m) {
    return municipality.equals(MunicipalityId.EVERY) || municipality.equals(m);
  }

  boolean reaches(AccessTag tag) {
    return holdsIn(tag.municipality())
        && (section.isNone() || section.equals(tag.section()))
        && tag.confidentiality().level() <= role.sees().level();
  }
}
