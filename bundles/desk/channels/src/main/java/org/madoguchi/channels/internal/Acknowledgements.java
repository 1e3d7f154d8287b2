package org.madoguchi.channels.internal;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.madoguchi.tickets.TicketRef;

/** The automatic answers, given and to be given. */
public interface Acknowledgements {
  boolean holds(TicketRef ticket);

  void add(Acknowledgement acknowledgement);

  List<Acknowledgement> pending(int limit);

  /** When one went to these senders since; those to whom none went are missing. */
  Map<String, List<Instant>> sentTo(Collection<String> senders, Instant since);

  /** Stores what was decided. */
  void replace(List<Acknowledgement> decided);
}
