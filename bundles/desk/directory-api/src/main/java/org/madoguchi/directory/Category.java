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
 */
public record Category(
    MunicipalityId municipality, String code, String parent, String name, SectionId section) {}
