package org.madoguchi.kernel.access;

import java.util.Objects;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.SectionId;

/**
 * The access columns of a record: MUNICIPALITY, SECTION, CONFIDENTIALITY. Every table, index and
 * event that tells anything about a record carries them.
 *
 * @param section the owning section, {@link SectionId#NONE} while nobody owns the record
 */
public record AccessTag(
    MunicipalityId municipality, SectionId section, Confidentiality confidentiality) {
  public AccessTag {
    Objects.requireNonNull(municipality);
    Objects.requireNonNull(section);
    Objects.requireNonNull(confidentiality);
  }

  /** A record of the whole municipality: no section, normal confidentiality. */
  public static AccessTag of(MunicipalityId municipality) {
    return new AccessTag(municipality, SectionId.NONE, Confidentiality.NORMAL);
  }
}
