package org.madoguchi.tickets.internal.bulk;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.Permission;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.FieldProblem;
import org.madoguchi.kernel.problem.Problems;
import org.madoguchi.tickets.TicketRef;
import org.madoguchi.tickets.internal.DeskRules;
import org.madoguchi.tickets.internal.TicketAccess;
import org.madoguchi.tickets.internal.TicketRepository;
import org.madoguchi.tickets.internal.TicketTransactions;
import org.madoguchi.tickets.internal.bulk.BulkItem.Outcome;
import org.madoguchi.tickets.internal.bulk.BulkItem.Reason;
import org.madoguchi.tickets.internal.domain.ClosingRule;
import org.madoguchi.tickets.internal.domain.Decision;
import org.madoguchi.tickets.internal.domain.Details;
import org.madoguchi.tickets.internal.domain.Tags;
import org.madoguchi.tickets.internal.domain.Ticket;
import org.madoguchi.tickets.internal.domain.TicketProblems;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** One ticket of many: changed, and said to be done, in one transaction. */
@Component(service = BulkStep.class)
public final class BulkStep {
  private static final Map<String, Reason> REASONS =
      Map.of(
          TicketProblems.TICKET_NOT_FOUND.name(), Reason.NOT_FOUND,
          Problems.FORBIDDEN.name(), Reason.FORBIDDEN,
          TicketProblems.MERGED_AWAY.name(), Reason.MERGED_AWAY,
          TicketProblems.STATUS_NOT_POSSIBLE.name(), Reason.STATUS_NOT_POSSIBLE,
          TicketProblems.MISSING_BEFORE_CLOSING.name(), Reason.MISSING,
          TicketProblems.NO_ADDRESS_TO_REPLY_TO.name(), Reason.NO_ADDRESS);

  private final TicketTransactions transactions;
  private final BulkStore store;
  private final TicketAccess access;
  private final TicketRepository tickets;
  private final BulkReply replies;
  private final DeskRules rules;
  private final Clock clock;

  @Activate
  public BulkStep(
      @Reference TicketTransactions transactions,
      @Reference BulkStore store,
      @Reference TicketAccess access,
      @Reference TicketRepository tickets,
      @Reference BulkReply replies,
      @Reference DeskRules rules,
      @Reference Clock clock) {
    this.transactions = transactions;
    this.store = store;
    this.access = access;
    this.tickets = tickets;
    this.replies = replies;
    this.rules = rules;
    this.clock = clock;
  }

  /** Nothing when the job was stopped, or the ticket is settled already. */
  void take(long id, TicketRef ticket, AccessScope scope) {
    transactions.decide(
        () -> {
          // whoever stops the job waits for this ticket, or this ticket is left
          boolean runs = store.turn(id, BulkJob.State.RUNNING, BulkJob.State.RUNNING);
          boolean mine = runs && store.claim(id, ticket);
          if (mine) {
            BulkJob job = store.find(id).orElseThrow();
            BulkItem item = store.item(id, ticket).orElseThrow();
            store.settle(id, ticket, outcome(job, item, scope, true));
          }
          return mine;
        });
  }

  /** Something broke that is not the ticket's fault; the others are not kept waiting. */
  void fail(long id, TicketRef ticket) {
    transactions.decide(
        () -> {
          boolean waits = store.claim(id, ticket);
          if (waits) {
            store.settle(id, ticket, Outcome.refused(Reason.FAILED));
          }
          return waits;
        });
  }

  /** What would become of it; nothing is written. */
  Outcome foreseen(BulkJob job, BulkItem item, AccessScope scope) {
    return outcome(job, item, scope, false);
  }

  /** What refuses says so before anything is written. */
  private Outcome outcome(BulkJob job, BulkItem item, AccessScope scope, boolean write) {
    try {
      Ticket ticket = access.changeable(scope, item.ticket(), Permission.TICKET_WRITE);
      if (job.change().filter(BulkChange::replies).isPresent()) {
        scope.require(Permission.TICKET_REPLY, ticket.tag());
      }
      return ticket.version() == item.seen()
          ? changed(job, item, ticket, write)
          : Outcome.refused(Reason.CHANGED);
    } catch (DomainException e) {
      Reason reason = REASONS.getOrDefault(e.type().name(), Reason.FAILED);
      return reason == Reason.MISSING
          ? Outcome.missing(e.fields().stream().map(FieldProblem::field).toList())
          : Outcome.refused(reason);
    }
  }

  private Outcome changed(BulkJob job, BulkItem item, Ticket ticket, boolean write) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Decision decision;
    long entry = 0;
    if (job.change().isPresent()) {
      Details wanted = job.change().get().applied(ticket.details());
      if (wanted.tags().words().size() > Tags.MOST) {
        return Outcome.refused(Reason.TOO_MANY_TAGS);
      }
      ClosingRule rule = rules.closing(ticket.ref().municipality());
      if (job.change().get().replies()) {
        BulkReply.Written reply =
            replies.written(ticket, job.change().get().reply(), job.staff(), now, write);
        entry = reply.entry();
        decision =
            ticket.replied(
                reply.queued(), job.staff(), wanted, job.change().get().closes(), rule, now);
      } else {
        decision = ticket.edited(wanted, job.staff(), rule, now);
      }
    } else {
      decision = undone(item.outcome(), ticket, job.staff(), now);
    }
    if (decision.events().isEmpty()) {
      return Outcome.UNCHANGED;
    }
    if (write) {
      tickets.save(decision, job.staff(), now);
    }
    Ticket after = decision.ticket();
    return new Outcome(
        BulkItem.State.DONE,
        Reason.NONE,
        List.of(),
        after.version(),
        after.details().changesSince(ticket.details()),
        ticket.closedAt(),
        entry);
  }

  /** A reply that has not left yet does not leave; one that has, stays in the conversation. */
  private Decision undone(Outcome done, Ticket ticket, StaffId who, Instant now) {
    return done.entry() != 0 && replies.takenBack(ticket, done.entry(), who)
        ? ticket.takenBack(done.entry(), done.changes(), done.closedBefore(), who, now)
        : ticket.undone(done.changes(), done.closedBefore(), who, now);
  }
}
