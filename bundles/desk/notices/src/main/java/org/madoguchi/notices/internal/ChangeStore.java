package org.madoguchi.notices.internal;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.notices.internal.NoticeStore.Part;
import org.madoguchi.notices.internal.domain.PlannedChange;

/** Port to the stored planned changes. Called within transactions. */
public interface ChangeStore {
  /** Those of these parts (none = nothing) that touch the span, by their beginning. */
  List<PlannedChange> touching(List<Part> parts, Instant from, Instant to, int limit);

  Optional<PlannedChange> find(long id);

  /** Those of these parts (none = nothing) that are about the problem, the latest first. */
  List<PlannedChange> about(long problem, List<Part> parts, int limit);

  Optional<PlannedChange> find(StaffId author, String requestId);

  void add(PlannedChange change);

  void save(PlannedChange change);
}
