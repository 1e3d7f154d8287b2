package org.madoguchi.kernel.access;

import java.util.Objects;
import java.util.Set;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.SectionId;

/**
 * The access columns of a record: MUNICIPALITY, SECTION, CONFIDENTIALITY. Every table, index and
 * event that tells anything about a record carries them.
 *
 * @param section the owning section, {@link SectionId#NONE} while nobody owns the record
 * @param contributing sections that work on the record with the owning one: their staff read it
 *     while it is of normal confidentiality
 */
public record AccessTag(
    MunicipalityId municipality,
    SectionId section,
    Confidentiality confidentiality,
    Set<SectionId> contributing) {
  public AccessTag {
    Objects.requireNonNull(municipality);
    Objects.requireNonNull(section);
    Objects.requireNonNull(confidentiality);
    contributing = Set.copyOf(contributing);
  }

  /** A record of one section alone. */
  public AccessTag(
      MunicipalityId municipality, SectionId section, Confidentiality confidentiality) {
    this(municipality, section, confidentiality, Set.of());
  }

  /** A record of the whole municipality: no section, normal confidentiality. */
  public static AccessTag of(MunicipalityId municipality) {
    return new AccessTag(municipality, SectionId.NONE, Confidentiality.NORMAL);
  }
}
