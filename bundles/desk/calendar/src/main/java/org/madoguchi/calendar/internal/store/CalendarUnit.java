package org.madoguchi.calendar.internal.store;

import java.util.function.Supplier;
import org.madoguchi.kernel.store.Transactions;

/** Port to the one persistence unit of the calendar. */
public interface CalendarUnit {
  Transactions transactions();

  /**
   * Runs a command that appends events in a transaction of its own. When it loses a race with
   * another one on the same municipality (concurrent append, deadlock), nothing of it remains and
   * it is decided anew on what is there now.
   */
  <T> T decide(Supplier<T> command);
}
