package org.madoguchi.tickets.internal;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.madoguchi.tickets.internal.domain.Entry;
import org.madoguchi.tickets.internal.domain.Split;
import org.madoguchi.tickets.internal.domain.Ticket;

/** Which tickets were split off which, and moving entries between them. */
public interface SplitRepository {
  void add(Split split);

  /** How the ticket was split off another one. */
  Optional<Split> find(long ticket);

  /**
   * @return whether it was there; decides races
   */
  boolean remove(Split split);

  /** Those of the entries that lie in one of the tickets; without texts and attachments. */
  List<Entry> entries(Collection<Long> tickets, Collection<Long> ids);

  int count(long ticket);

  /**
   * Moves entries with what hangs on them (files, records of harassment, notifications), and lets
   * those read them who read the other ticket.
   *
   * @return how many lay there still; decides races
   */
  int move(long from, Ticket to, Collection<Long> ids);

  /** Of the splits of a ticket, those that some of the entries went with. */
  List<Split> leading(long from, Collection<Long> ids);
}
