package org.madoguchi.kernel.event;

import java.util.List;
import java.util.Set;

/**
 * Follows committed events with a durable cursor. Register as an OSGi service; the relay calls it
 * on a thread of its own, in order, at least once: after a crash the last batch comes again, so
 * following must be idempotent.
 */
public interface EventFollower {
  /** Names the cursor; never changes. For example {@code channels.outbox}. */
  String name();

  /** The streams wanted; events of others are skipped. */
  Set<String> streams();

  /**
   * Whether every node follows for itself (an index, live screens) or one node for all (an outbox).
   */
  boolean everyNode();

  /**
   * Whether an {@link #everyNode} follower wants only what happens from now on (live screens): no
   * cursor is kept, each registration begins behind the newest event. Others begin at the log's
   * first event, then where they stopped.
   */
  default boolean fromHead() {
    return false;
  }

  /**
   * Called before anything is followed, with the position behind which events will come: a follower
   * {@link #fromHead} reads here what stood before. Everything up to that position is committed and
   * visible. When it throws, it is asked again after a back-off.
   */
  default void beginsBehind(long position) throws Exception {}

  /**
   * Takes the next events. Blocking is fine. When it throws, the batch comes again after a
   * back-off, and the failure is a visible state; events behind it wait.
   */
  void follow(List<CommittedEvent> batch) throws Exception;
}
