package org.madoguchi.directory;

import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.SectionId;

/**
 * A category (分類), in a tree of three levels.
 *
 * @param code unique in the municipality, for example {@code juminhyo.utsushi.konbini}
 * @param parent '' for the first level
 * @param section the section that owns inquiries of this category; {@link SectionId#NONE} above the
 *     leaves
 * @param validity when it may be chosen; as {@link Directory} tells it, no day on which one above
 *     it may not be. It is known, with its name, on all other days too: tickets keep it
 */
public record Category(
    MunicipalityId municipality,
    String code,
    String parent,
    String name,
    SectionId section,
    Validity validity) {
  /** One without limits; also what builds from before there were any make. */
  public Category(
      MunicipalityId municipality, String code, String parent, String name, SectionId section) {
    this(municipality, code, parent, name, section, Validity.ALWAYS);
  }

  public Category with(SectionId owner) {
    return new Category(municipality, code, parent, name, owner, validity);
  }

  public Category with(Validity days) {
    return new Category(municipality, code, parent, name, section, days);
  }
}
