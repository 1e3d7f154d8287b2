package org.madoguchi.tickets.internal.problems;

import java.time.Instant;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.AccessTag;
import org.madoguchi.kernel.access.Confidentiality;

/**
 * A problem (問題): one cause behind many tickets.
 *
 * @param requestId of the request that registered it; unique with its author
 * @param version counts its edits, from 1
 */
public record KnownProblem(
    long id,
    MunicipalityId municipality,
    Cause cause,
    StaffId author,
    StaffId editor,
    Instant editedAt,
    String requestId,
    long version) {

  /** Everybody who works in the municipality is told. */
  public AccessTag tag() {
    return new AccessTag(municipality, SectionId.NONE, Confidentiality.NORMAL);
  }

  /** Whose work it is decides who may edit it. */
  public static AccessTag editedBy(MunicipalityId municipality, Cause cause) {
    return new AccessTag(municipality, cause.section(), Confidentiality.NORMAL);
  }

  public KnownProblem edited(Cause wanted, StaffId by, Instant now) {
    return new KnownProblem(id, municipality, wanted, author, by, now, requestId, version + 1);
  }
}
