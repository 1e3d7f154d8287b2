package org.madoguchi.notices.internal.domain;

import java.time.Instant;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.AccessTag;
import org.madoguchi.kernel.access.Confidentiality;

/**
 * A notice of the bulletin (本日のお知らせ).
 *
 * @param requestId of the request that published it; unique with its author
 * @param edition counts, from 1, what has to be read anew: a new title, text or importance
 * @param version counts its edits, from 1
 */
public record Notice(
    long id,
    MunicipalityId municipality,
    Details details,
    StaffId author,
    Instant createdAt,
    StaffId editor,
    Instant editedAt,
    String requestId,
    int edition,
    long version) {

  public static Notice published(
      long id,
      MunicipalityId municipality,
      Details details,
      StaffId author,
      String requestId,
      Instant now) {
    return new Notice(id, municipality, details, author, now, author, now, requestId, 1, 1);
  }

  public AccessTag tag() {
    return tag(municipality, details);
  }

  /** The access columns of a notice with these details. */
  public static AccessTag tag(MunicipalityId municipality, Details details) {
    return new AccessTag(municipality, details.section(), Confidentiality.NORMAL);
  }

  public Notice edited(Details wanted, StaffId by, Instant now) {
    int next = wanted.saysOtherThan(details) ? edition + 1 : edition;
    return new Notice(
        id, municipality, wanted, author, createdAt, by, now, requestId, next, version + 1);
  }

  public boolean isComing(Instant now) {
    return details.from().isAfter(now);
  }

  public boolean isOver(Instant now) {
    return !details.to().isAfter(now);
  }
}
