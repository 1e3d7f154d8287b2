package org.madoguchi.tickets;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.madoguchi.kernel.access.AccessScope;

/**
 * Hands what was said in tickets to other rooms, for whoever may read it. Reads from the database,
 * not to be called within a transaction; thread-safe.
 */
public interface ToldConversations {
  /** Who said it. */
  enum Speaker {
    CITIZEN,
    /** To the citizen; what the product sent by itself is left out. */
    STAFF,
    /** For colleagues. */
    NOTE
  }

  /**
   * @param text without the quotes and signatures its channel told of
   */
  record Said(Speaker speaker, String text) {}

  /**
   * @param said oldest first, with what was merged into the ticket
   * @param personal names, readings of names, numbers and addresses of the citizen and of whoever
   *     wrote: what is to be taken out before it leaves the house. Not to be shown
   * @param restricted whether few may know of it: then it does not leave the house at all
   */
  record Told(
      TicketRef ticket,
      String subject,
      List<Said> said,
      Set<String> personal,
      boolean restricted) {}

  /**
   * @param most how many characters are wanted: of a longer conversation how it began and its
   *     newest parts
   * @return empty for a ticket that is not there or out of the person's reach
   */
  Optional<Told> told(AccessScope scope, TicketRef ticket, int most);

  /**
   * Those among the tickets that the person may read and that are answered or closed.
   *
   * @param tickets at most a hundred
   */
  Set<TicketRef> answered(AccessScope scope, Collection<TicketRef> tickets);
}
