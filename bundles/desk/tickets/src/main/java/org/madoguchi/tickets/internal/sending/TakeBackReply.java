package org.madoguchi.tickets.internal.sending;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.Permission;
import org.madoguchi.kernel.event.CommittedEvent;
import org.madoguchi.kernel.event.EventLog;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.ProblemType;
import org.madoguchi.tickets.TicketEvents;
import org.madoguchi.tickets.TicketRef;
import org.madoguchi.tickets.internal.EntryRepository;
import org.madoguchi.tickets.internal.Journal;
import org.madoguchi.tickets.internal.TicketAccess;
import org.madoguchi.tickets.internal.TicketRepository;
import org.madoguchi.tickets.internal.TicketTransactions;
import org.madoguchi.tickets.internal.domain.Attachment;
import org.madoguchi.tickets.internal.domain.Draft;
import org.madoguchi.tickets.internal.domain.Entry;
import org.madoguchi.tickets.internal.domain.FieldChange;
import org.madoguchi.tickets.internal.domain.Ticket;
import org.madoguchi.tickets.internal.domain.TicketProblems;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Takes a reply back before it is sent: its text and files are its author's draft again, and the
 * ticket is as it was before. All of it in one transaction.
 */
@Component(service = TakeBackReply.class)
public final class TakeBackReply {
  /**
   * What is being written again.
   *
   * @param files loose again, for the next reply
   */
  public record Returned(Draft draft, List<Attachment> files) {}

  private final TicketTransactions transactions;
  private final TicketAccess access;
  private final TicketRepository tickets;
  private final EntryRepository entries;
  private final HeldReplies held;
  private final EventLog log;
  private final Clock clock;

  @Activate
  public TakeBackReply(
      @Reference TicketTransactions transactions,
      @Reference TicketAccess access,
      @Reference TicketRepository tickets,
      @Reference EntryRepository entries,
      @Reference HeldReplies held,
      @Reference EventLog log,
      @Reference Clock clock) {
    this.transactions = transactions;
    this.access = access;
    this.tickets = tickets;
    this.entries = entries;
    this.held = held;
    this.log = log;
    this.clock = clock;
  }

  /**
   * @throws DomainException ticket-not-found; forbidden; entry-not-found for what is no reply;
   *     not-your-reply; reply-gone when it is sent or taken back already
   */
  public Returned takeBack(AccessScope scope, TicketRef ref, long entry) {
    // of an event that is in the log nothing changes any more: read apart, the log is not locked
    Map<String, FieldChange> edited = editedWith(ref, entry);
    return transactions.decide(
        () -> {
          Ticket ticket = access.changeable(scope, ref, Permission.TICKET_REPLY);
          return takeBack(scope.who(), ticket, entry, edited);
        });
  }

  private Returned takeBack(StaffId who, Ticket ticket, long id, Map<String, FieldChange> edited) {
    HeldReply reply =
        held.find(ticket.id(), id).orElseThrow(() -> new DomainException(why(ticket, id)));
    if (!reply.author().equals(who)) {
      throw new DomainException(TicketProblems.NOT_YOUR_REPLY);
    }
    if (!held.takeBack(id)) {
      throw new DomainException(TicketProblems.REPLY_GONE);
    }
    Entry entry = entries.find(ticket.id(), id).orElseThrow();
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Draft draft = draftOf(reply, entry, ticket, now);
    entries.putDraft(ticket.id(), who, draft, ticket.tag());
    entries.withdraw(ticket.id(), id, who);
    tickets.save(ticket.takenBack(id, edited, reply.closedBefore(), who, now), who, now);
    return new Returned(draft, entry.attachments());
  }

  /** What was begun meanwhile stays, below. */
  private Draft draftOf(HeldReply reply, Entry entry, Ticket ticket, Instant now) {
    String written = entry.text().substring(0, reply.written());
    String begun =
        entries.drafts(ticket.id(), reply.author()).stream()
            .filter(draft -> draft.kind() == Draft.Kind.REPLY)
            .map(Draft::text)
            .findFirst()
            .orElse("");
    return new Draft(Draft.Kind.REPLY, begun.isBlank() ? written : written + "\n\n" + begun, now);
  }

  private ProblemType why(Ticket ticket, long entry) {
    boolean known =
        held.isTakenBack(ticket.id(), entry) || entries.find(ticket.id(), entry).isPresent();
    return known ? TicketProblems.REPLY_GONE : TicketProblems.ENTRY_NOT_FOUND;
  }

  /** The edit that follows the reply in the log was made by it, at the same time. */
  private Map<String, FieldChange> editedWith(TicketRef ref, long entry) {
    Optional<CommittedEvent> reply = Optional.empty();
    for (CommittedEvent event : log.of(TicketEvents.STREAM, ref.toString())) {
      Optional<CommittedEvent> before = reply.filter(r -> r.sequence() + 1 == event.sequence());
      if (before.filter(r -> isOf(event, r)).isPresent()) {
        return Journal.fields(Journal.payload(event));
      }
      if (event.type().equals(TicketEvents.REPLY_QUEUED)
          && Long.toString(entry).equals(Journal.payload(event).get("entry"))) {
        reply = Optional.of(event);
      }
    }
    return Map.of();
  }

  private static boolean isOf(CommittedEvent edit, CommittedEvent reply) {
    return edit.type().equals(TicketEvents.EDITED)
        && edit.actor().equals(reply.actor())
        && edit.at().equals(reply.at());
  }
}
