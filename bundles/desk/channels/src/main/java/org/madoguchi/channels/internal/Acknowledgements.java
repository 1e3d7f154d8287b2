package org.madoguchi.channels.internal;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.madoguchi.tickets.TicketRef;

/** The automatic answers, given and to be given. */
public interface Acknowledgements {
  /** Those of the tickets that were noted. */
  Set<TicketRef> noted(Collection<TicketRef> tickets);

  /** Notes tickets; the key decides between two who note the same one. */
  void add(Collection<Acknowledgement> pending);

  List<Acknowledgement> pending(int limit);

  /** When one went to these senders since; those to whom none went are missing. */
  Map<String, List<Instant>> sentTo(Collection<String> senders, Instant since);

  /** Stores what was decided. */
  void replace(List<Acknowledgement> decided);
}
