package org.madoguchi.tickets;

import java.util.Optional;
import org.madoguchi.kernel.MunicipalityId;
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
   * Whether the contact point belongs to the ticket's citizen: the sender check of threading by
   * number.
   */
  boolean isCitizenOf(TicketRef ticket, ContactPoint sender);

  /** The ticket with this number ({@code 2026-004512}) in the municipality. */
  Optional<TicketRef> find(MunicipalityId municipality, String number);

  /** The ticket's access columns as they are now; whatever tells of the ticket carries them. */
  Optional<AccessTag> accessOf(TicketRef ticket);
}
