package org.madoguchi.kernel.access;

import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.SectionId;

/**
 * One row of the filter a query applies: records of {@code municipality}, of {@code section}
 * ({@link SectionId#NONE} = of any section, owned or not), up to {@code confidentiality}. A query
 * shows what any of a scope's reaches matches.
 */
public record Reach(
    MunicipalityId municipality, SectionId section, Confidentiality confidentiality) {

  /** Whether a record with these access columns is shown. */
  public boolean holds(AccessTag tag) {
    return holdsIn(tag.municipality())
        && (section.isNone() || section.equals(tag.section()))
        && tag.confidentiality().level() <= confidentiality.level();
  }

  /** Whether anything of the municipality may be shown. */
  public boolean holdsIn(MunicipalityId asked) {
    return municipality.equals(MunicipalityId.EVERY) || municipality.equals(asked);
  }
}
