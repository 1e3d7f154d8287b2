package org.madoguchi.kernel.event;

import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.access.Permission;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Tells open screens that something is other now that has no history: how a connector is, not what
 * became of a ticket (that is an event of the log, and reaches screens by itself). Implemented by
 * the web; it reaches the live connections of this node.
 */
@ProviderType
public interface LiveSignals {
  /**
   * Sends the live message {@code state} with the topic; never blocks. A screen that shows the
   * topic reads it again. A signal is neither kept nor repeated: whoever connects later reads
   * anyway.
   *
   * @param topic lower-case letters and hyphens, for example {@code channels}
   * @param permission only those hear it who have it somewhere in the municipality
   */
  void changed(String topic, Permission permission, MunicipalityId municipality);
}
