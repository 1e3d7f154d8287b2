package org.madoguchi.kernel.store;

import java.time.Duration;

/** Who, of all nodes, does a thing that only one may do (polling a mailbox, stamping the log). */
public interface Leases {
  /**
   * Takes or renews the lease for this node.
   *
   * @param name at most 100 characters, for example {@code poll/mail-mihon}
   * @return true when this node holds it for {@code time} from now
   */
  boolean hold(String name, Duration time);

  /** Gives the lease back if this node holds it. */
  void release(String name);
}
