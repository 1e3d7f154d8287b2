package org.madoguchi.tickets.internal.domain;

import java.time.Instant;
import java.util.Optional;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.tickets.internal.domain.Contributors.Progress;

/**
 * What a contributing section has done of its part.
 *
 * @param by who said so last; nobody while it is open
 */
public record Part(SectionId section, Progress progress, StaffId by, Optional<Instant> at) {
  public static Part open(SectionId section) {
    return new Part(section, Progress.OPEN, StaffId.NONE, Optional.empty());
  }
}
