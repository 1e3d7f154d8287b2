package org.madoguchi.tickets.internal;

import java.util.Optional;
import org.madoguchi.tickets.TicketRef;
import org.madoguchi.tickets.internal.domain.Ticket;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Other rooms remember a message of ours by the ticket it was sent from, and by its entry. When the
 * ticket is split, the entry lies in another one. Within a transaction of the caller.
 */
@Component(service = LyingEntries.class)
public final class LyingEntries {
  private static final long NO_ENTRY = -1;

  private final TicketRepository tickets;
  private final EntryRepository entries;

  @Activate
  public LyingEntries(@Reference TicketRepository tickets, @Reference EntryRepository entries) {
    this.tickets = tickets;
    this.entries = entries;
  }

  static long id(String entry) {
    return entry.matches("[0-9]{1,18}") ? Long.parseLong(entry) : NO_ENTRY;
  }

  /**
   * The ticket the entry lies in now; the one it was sent from where there is no such entry. Empty
   * where there is no such ticket.
   */
  public Optional<Ticket> ticketOf(TicketRef sentFrom, String entry) {
    Optional<Ticket> ticket = tickets.find(sentFrom);
    Optional<Long> lies = ticket.flatMap(t -> entries.ticketOf(id(entry)));
    return lies.filter(id -> id != ticket.orElseThrow().id())
        .flatMap(tickets::find)
        // a number of another municipality's entry names nothing here
        .filter(other -> other.ref().municipality().equals(sentFrom.municipality()))
        .or(() -> ticket);
  }
}
