package org.madoguchi.kernel.event;

import java.time.Instant;
import java.util.List;

/** What the followers of this node are doing, for status screens. Implemented by the relay. */
public interface FollowerStates {
  /** What a follower is doing. */
  enum Doing {
    /** Following, or waiting for the next event. */
    FOLLOWING,
    /** Another node follows for all. */
    STANDING_BY,
    /** It stands still: the last batch failed and will come again. */
    FAILING
  }

  /**
   * The state of one follower.
   *
   * @param position the last position it has taken; 0 = none yet, or not known while standing by
   * @param lag how many events of the log are behind that position; 0 while standing by
   * @param reason the kind of the last failure; '' unless failing
   * @param since when it began to do this
   */
  record State(
      String follower, Doing doing, long position, long lag, String reason, Instant since) {}

  /**
   * One state for each follower, by name.
   *
   * @throws IllegalStateException while the log cannot be read
   */
  List<State> states();
}
