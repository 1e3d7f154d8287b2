package org.madoguchi.directory;

import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.SectionId;

/**
 * A node of the organisation tree.
 *
 * @param parent {@link SectionId#NONE} for the root
 * @param phone extension or number, '' when none
 * @param hours as shown to operators, for example {@code 8:30–17:15}; '' when none
 */
public record Section(
    MunicipalityId municipality,
    SectionId id,
    String name,
    String kana,
    SectionId parent,
    Kind kind,
    String phone,
    String hours) {
  /** What a node of the tree is; only sections own tickets. */
  public enum Kind {
    CITY,
    WARD,
    BUREAU,
    DEPARTMENT,
    SECTION
  }
}
