package org.madoguchi.calendar.internal.store;

import java.util.function.Supplier;
import org.madoguchi.kernel.event.EventLog;
import org.madoguchi.kernel.store.Transactions;

/** Port to the one persistence unit of the calendar. */
public interface CalendarUnit {
  Transactions transactions();

  /**
   * Runs a command that appends events in a transaction of its own. When another command on the
   * same municipality was faster, it is decided anew on what is there now, up to three times.
   *
   * @throws EventLog.ConcurrentAppend when others were faster every time
   */
  default <T> T decide(Supplier<T> command) {
    int attempts = 3;
    for (int attempt = 1; attempt < attempts; attempt++) {
      try {
        return transactions().write(command);
      } catch (EventLog.ConcurrentAppend faster) {
        // Nothing of this attempt was stored.
      }
    }
    return transactions().write(command);
  }
}
