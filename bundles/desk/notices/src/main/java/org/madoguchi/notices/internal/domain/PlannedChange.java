package org.madoguchi.notices.internal.domain;

import java.time.Instant;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.AccessTag;
import org.madoguchi.kernel.access.Confidentiality;

/**
 * A planned change or maintenance (変更・保守の予定).
 *
 * @param requestId of the request that entered it; unique with its author
 * @param version counts its edits, from 1
 */
public record PlannedChange(
    long id,
    MunicipalityId municipality,
    Plan plan,
    StaffId author,
    StaffId editor,
    Instant editedAt,
    String requestId,
    long version) {

  public AccessTag tag() {
    return tag(municipality, plan);
  }

  /** The access columns of a change with this plan. */
  public static AccessTag tag(MunicipalityId municipality, Plan plan) {
    return new AccessTag(municipality, plan.section(), Confidentiality.NORMAL);
  }

  public PlannedChange edited(Plan wanted, StaffId by, Instant now) {
    return new PlannedChange(id, municipality, wanted, author, by, now, requestId, version + 1);
  }
}
