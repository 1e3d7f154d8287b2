package org.madoguchi.kernel.access;

import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.SectionId;

/**
 * One row of the filter a query applies: records of {@code municipality}, of {@code section}
 * ({@link SectionId#NONE} = of any section, owned or not), up to {@code confidentiality}. A query
 * shows what any of a scope's reaches matches.
 *
 * @param contributed whether records of normal confidentiality are shown too that the section
 *     contributes to without owning them
 */
public record Reach(
    MunicipalityId municipality,
    SectionId section,
    Confidentiality confidentiality,
    boolean contributed) {

  /** What the section owns, and nothing else. */
  public Reach(MunicipalityId municipality, SectionId section, Confidentiality confidentiality) {
    this(municipality, section, confidentiality, false);
  }

  /** Whether a record with these access columns is shown. */
  public boolean holds(AccessTag tag) {
    return holdsIn(tag.municipality()) && (owns(tag) || contributesTo(tag));
  }

  private boolean owns(AccessTag tag) {
    return (section.isNone() || section.equals(tag.section()))
        && tag.confidentiality().level() <= confidentiality.level();
  }

  // what is restricted is for the owning section: it decides whom else to ask
  private boolean contributesTo(AccessTag tag) {
    return contributed
        && tag.confidentiality() == Confidentiality.NORMAL
        && tag.contributing().contains(section);
  }

  /** Whether anything of the municipality may be shown. */
  public boolean holdsIn(MunicipalityId asked) {
    return municipality.equals(MunicipalityId.EVERY) || municipality.equals(asked);
  }
}
