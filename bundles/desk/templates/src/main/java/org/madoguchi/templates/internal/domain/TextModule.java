package org.madoguchi.templates.internal.domain;

import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.access.AccessTag;
import org.madoguchi.kernel.access.Confidentiality;

/**
 * A text module (定型文).
 *
 * @param version counts its edits, from 1
 */
public record TextModule(long id, MunicipalityId municipality, long version, Details details) {
  public AccessTag tag() {
    return tag(municipality, details);
  }

  /** The access columns of a module with these details. */
  public static AccessTag tag(MunicipalityId municipality, Details details) {
    return new AccessTag(municipality, details.section(), Confidentiality.NORMAL);
  }

  public TextModule edited(Details wanted) {
    return new TextModule(id, municipality, version + 1, wanted);
  }
}
