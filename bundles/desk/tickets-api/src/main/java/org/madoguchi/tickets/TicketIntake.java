package org.madoguchi.tickets;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.AccessTag;

/** Takes contacts from channels. Called by the channels room only, outside any transaction. */
public interface TicketIntake {
  /**
   * @param opened whether a new ticket was opened
   * @param repeated whether this contact had been taken before (nothing was changed now)
   */
  record Receipt(TicketRef ticket, String entry, boolean opened, boolean repeated) {}

  /**
   * Continues the thread's ticket or opens one, matches the citizen by contact point, and commits.
   * Idempotent by ({@code source}, {@code externalId}).
   *
   * @throws org.madoguchi.kernel.problem.DomainException municipality-not-found
   */
  Receipt receive(InboundContact contact);

  /**
   * The same for several contacts, in their order and in one transaction where the room can: all of
   * them are taken or, when this throws, any of them may be and each is to be handed over alone.
   *
   * @return one receipt for each contact, in the same order
   * @throws org.madoguchi.kernel.problem.DomainException municipality-not-found
   */
  default List<Receipt> receiveAll(List<InboundContact> contacts) {
    return contacts.stream().map(this::receive).toList();
  }

  /**
   * Whether the contact point belongs to the ticket's citizen: the sender check of threading by
   * number.
   */
  boolean isCitizenOf(TicketRef ticket, ContactPoint sender);

  /** The ticket with this number ({@code 2026-004512}) in the municipality. */
  Optional<TicketRef> find(MunicipalityId municipality, String number);

  /**
   * The ticket that a message of ours lies in now: messages go to another ticket when theirs is
   * split.
   *
   * @param ticket the one it was sent from
   * @param entry the message's, as {@link TicketConversation.Outbound} told it
   * @return {@code ticket} where nothing is known of it
   */
  default TicketRef whereLies(TicketRef ticket, String entry) {
    return ticket;
  }

  /** The ticket's access columns as they are now; whatever tells of the ticket carries them. */
  Optional<AccessTag> accessOf(TicketRef ticket);

  /** The same for several tickets at once; without those that do not exist. */
  default Map<TicketRef, AccessTag> accessOf(Collection<TicketRef> tickets) {
    Map<TicketRef, AccessTag> access = new HashMap<>();
    tickets.forEach(ticket -> accessOf(ticket).ifPresent(tag -> access.put(ticket, tag)));
    return access;
  }

  /** Those of the tickets that this caller may read, for screens that name tickets. */
  Set<TicketRef> readable(AccessScope scope, Collection<TicketRef> tickets);
}
