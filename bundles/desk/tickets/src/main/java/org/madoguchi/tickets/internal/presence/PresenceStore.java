package org.madoguchi.tickets.internal.presence;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.tickets.TicketRef;

/** What processes tell each other of who is there; inside a transaction. */
public interface PresenceStore {
  /** Somebody at a ticket. */
  record Place(TicketRef ticket, StaffId who) {}

  /** Brings what a process told from one state to another. */
  void publish(String process, Map<Place, Doing> before, Map<Place, Doing> after);

  /** What these processes told; of the same person at two of them what is done most. */
  Map<Place, Doing> of(Set<String> processes);

  /** All that told anything, and have not taken it back. */
  Set<String> processes();

  void forget(Collection<String> processes);
}
