package org.madoguchi.search;

import java.time.Instant;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.SectionId;

/**
 * A document that was found.
 *
 * @param score for comparing hits of one answer only
 * @param title the whole title
 * @param excerpt what of the conclusion or the body fits best, at most {@value #EXCERPT}
 *     characters; begins or ends with … where text was left out
 */
public record SearchHit(
    DocumentKey key,
    MunicipalityId municipality,
    float score,
    Marked title,
    Marked excerpt,
    String language,
    String category,
    SectionId owner,
    Instant updatedAt) {
  public static final int EXCERPT = 160;
}
