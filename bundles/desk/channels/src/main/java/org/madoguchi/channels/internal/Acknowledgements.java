package org.madoguchi.channels.internal;

import java.time.Instant;
import java.util.List;
import org.madoguchi.tickets.TicketRef;

/** The automatic answers, given and to be given. */
public interface Acknowledgements {
  boolean holds(TicketRef ticket);

  void add(Acknowledgement acknowledgement);

  List<Acknowledgement> pending(int limit);

  /** How many went to this sender since. */
  long sentTo(String sender, Instant since);

  void replace(Acknowledgement decided);
}
