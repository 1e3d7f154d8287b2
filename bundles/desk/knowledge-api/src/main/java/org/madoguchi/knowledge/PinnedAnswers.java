package org.madoguchi.knowledge;

import java.util.List;
import org.madoguchi.kernel.MunicipalityId;

/**
 * What is pinned just now, for every face that speaks to citizens or staff. Read from memory: never
 * blocks, never fails; what somebody pins or takes down is known on every node within a second, and
 * what ends by time is gone at that time. Empty until this node has read it after its start.
 * Thread-safe.
 */
public interface PinnedAnswers {
  /** So many are pinned in a municipality at most. */
  int MOST = 5;

  /** In the order they are shown; at most {@link #MOST}. */
  List<PinnedAnswer> now(MunicipalityId municipality);

  /** Those of all municipalities, one after the other. */
  List<PinnedAnswer> everywhere();
}
