package org.madoguchi.tickets.internal.search;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.madoguchi.kernel.access.AccessTag;
import org.madoguchi.tickets.TicketRef;
import org.madoguchi.tickets.internal.domain.Citizen;

/** Citizens as the search reads them: many at once. */
public interface CitizenTexts {
  /**
   * A citizen and whoever turned out to be them.
   *
   * @param others as these are called
   * @param tickets the access columns of the tickets of all of them, each once; empty when there
   *     are none
   */
  record Acquaintance(
      Citizen citizen, List<Citizen> others, List<AccessTag> tickets, Instant updatedAt) {}

  /** Those that are there and stand for themselves, in any order. */
  List<Acquaintance> of(Collection<Long> citizens);

  /** The next citizens behind this one by id, also those who turned out to be others. */
  List<Long> behind(long last, int limit);

  /** Whose tickets these are, and who they turned out to be; those that are gone are left out. */
  List<Long> whose(Collection<TicketRef> tickets);
}
