package org.madoguchi.persistence.internal;

import java.time.Instant;
import java.util.List;

/** What the followers of this node are doing, for status screens. */
public interface RelayStates {
  /** What a follower is doing. */
  enum Doing {
    /** Following, or waiting for the next event. */
    FOLLOWING,
    /** Another node follows for all. */
    STANDING_BY,
    /** The last batch failed and will come again. */
    FAILING
  }

  /**
   * The state of one follower.
   *
   * @param position the last position it has taken; 0 = none yet, or not known while standing by
   * @param reason the class of the failure; '' unless failing
   * @param since when this state began
   */
  record State(String follower, Doing doing, long position, String reason, Instant since) {}

  /** One state for each follower, by name. */
  List<State> states();
}
