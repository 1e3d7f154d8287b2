package org.madoguchi.kernel.store;

import java.util.Set;

/** This run of this node, among all that work on the same database. */
public interface ThisProcess {
  /**
   * What work that this process claims is marked with; at most 90 characters, never the same for
   * two runs.
   */
  String name();

  /**
   * The other processes that were alive a few seconds ago, by name; none while this one is alone,
   * and while the database does not answer. Never blocks.
   */
  default Set<String> others() {
    return Set.of();
  }
}
