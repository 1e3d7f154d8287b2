package org.madoguchi.kernel.event;

import java.util.Map;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.AccessTag;
import org.madoguchi.kernel.access.Permission;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Tells the open screens of one person something about a record that passes and has no history: who
 * else looks at it. Implemented by the web; it reaches the live connections of this node.
 */
@ProviderType
public interface PersonalSignals {
  /**
   * Sends a live message to the connections of this person that may see the record; never blocks. A
   * signal is neither kept nor repeated.
   *
   * @param permission what it takes to see the record
   * @param record its access columns as they are now
   * @param name of the message: lower-case letters
   * @param content written as JSON
   */
  void tell(
      StaffId who, Permission permission, AccessTag record, String name, Map<String, ?> content);
}
