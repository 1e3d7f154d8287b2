package org.madoguchi.tickets.internal.bulk;

import java.time.Instant;
import java.util.List;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.tickets.internal.EntryRepository;
import org.madoguchi.tickets.internal.WriteEntry;
import org.madoguchi.tickets.internal.domain.Ticket;
import org.madoguchi.tickets.internal.domain.TicketEvent;
import org.madoguchi.tickets.internal.sending.HeldReplies;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The reply each of many tickets is given: like one that was written there, and taken back alike.
 */
@Component(service = BulkReply.class)
public final class BulkReply {
  /** A reply in the conversation; the ticket is not decided on yet. */
  record Written(long entry, TicketEvent.ReplyQueued queued) {}

  private final WriteEntry writing;
  private final EntryRepository entries;
  private final HeldReplies held;

  @Activate
  public BulkReply(
      @Reference WriteEntry writing,
      @Reference EntryRepository entries,
      @Reference HeldReplies held) {
    this.writing = writing;
    this.entries = entries;
    this.held = held;
  }

  /**
   * @param write false to see only whether it can be
   * @throws org.madoguchi.kernel.problem.DomainException no-address-to-reply-to
   */
  Written written(Ticket ticket, String text, StaffId who, Instant now, boolean write) {
    WriteEntry.Prepared reply =
        writing.prepared(ticket, new WriteEntry.Written("", text, List.of()), who, now);
    if (write) {
      writing.keep(ticket, reply);
    }
    return new Written(reply.entry().id(), reply.queued());
  }

  /**
   * @return whether it had not left yet
   */
  boolean takenBack(Ticket ticket, long entry, StaffId who) {
    boolean waits =
        held.find(ticket.id(), entry).filter(reply -> reply.author().equals(who)).isPresent()
            && held.takeBack(entry);
    if (waits) {
      entries.withdraw(ticket.id(), entry, who);
    }
    return waits;
  }
}
