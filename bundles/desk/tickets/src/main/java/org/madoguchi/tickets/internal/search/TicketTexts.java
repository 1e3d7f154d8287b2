package org.madoguchi.tickets.internal.search;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.madoguchi.tickets.TicketRef;
import org.madoguchi.tickets.internal.domain.Ticket;

/** Tickets with all that was written in them, as the search reads them: many at once. */
public interface TicketTexts {
  /**
   * A ticket with its conversation.
   *
   * @param formerNumber in the system it was taken over from; '' when it was not
   * @param texts what was said, oldest first, without what the product itself sent; no more of it
   *     is read once {@code enough} characters are there
   */
  record Conversation(Ticket ticket, String formerNumber, List<String> texts) {}

  /** Those that are there, in any order. */
  List<Conversation> of(Collection<TicketRef> refs, int enough);

  /** The next tickets behind this one by municipality, fiscal year and serial. */
  List<TicketRef> behind(Optional<TicketRef> last, int limit);

  List<TicketRef> ofCitizen(long citizen);
}
