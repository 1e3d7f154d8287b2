package org.madoguchi.tickets.internal.bulk;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.AccessTag;
import org.madoguchi.kernel.access.Identities;
import org.madoguchi.kernel.access.Permission;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.FieldProblem;
import org.madoguchi.kernel.problem.Problems;
import org.madoguchi.tickets.TicketRef;
import org.madoguchi.tickets.TicketStatus;
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
  private final Identities identities;
  private final Clock clock;

  @Activate
  public BulkStep(
      @Reference TicketTransactions transactions,
      @Reference BulkStore store,
      @Reference TicketAccess access,
      @Reference TicketRepository tickets,
      @Reference BulkReply replies,
      @Reference DeskRules rules,
      @Reference Identities identities,
      @Reference Clock clock) {
    this.transactions = transactions;
    this.store = store;
    this.access = access;
    this.tickets = tickets;
    this.replies = replies;
    this.rules = rules;
    this.identities = identities;
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

  /**
   * What nobody may choose now is not chosen for many either; once ordered, it was.
   *
   * @throws DomainException invalid-fields
   */
  void mustBeChoosable(MunicipalityId municipality, BulkChange change) {
    if (change.category() != null) {
      var chosen = new DeskRules.CategoryField("change.category", change.category());
      rules.mustBeChoosable(municipality, chosen, clock.instant());
    }
  }

  /** What would become of it; nothing is written. */
  Outcome foreseen(BulkJob job, BulkItem item, AccessScope scope) {
    return outcome(job, item, scope, false);
  }

  /**
   * One ticket at its turn.
   *
   * @param write false to see only what would become of it
   */
  private record Turn(BulkJob job, Ticket ticket, Instant now, boolean write) {}

  /** What refuses says so before anything is written. */
  private Outcome outcome(BulkJob job, BulkItem item, AccessScope scope, boolean write) {
    try {
      Ticket ticket = access.changeable(scope, item.ticket(), Permission.TICKET_WRITE);
      Turn turn = new Turn(job, ticket, clock.instant().truncatedTo(ChronoUnit.MILLIS), write);
      if (isHandedOver(job)) {
        return handedOver(turn);
      }
      if (job.change().filter(BulkChange::replies).isPresent()) {
        scope.require(Permission.TICKET_REPLY, ticket.tag());
      }
      return ticket.version() == item.seen()
          ? changed(turn, item)
          : Outcome.refused(Reason.CHANGED);
    } catch (DomainException e) {
      return refusedBy(e);
    }
  }

  /** Why a ticket is left as it is. */
  public static Outcome refusedBy(DomainException e) {
    Reason reason = REASONS.getOrDefault(e.type().name(), Reason.FAILED);
    return reason == Reason.MISSING
        ? Outcome.missing(e.fields().stream().map(FieldProblem::field).toList())
        : Outcome.refused(reason);
  }

  private static boolean isHandedOver(BulkJob job) {
    return job.handover().isPresent() && job.change().isPresent();
  }

  /**
   * Of a ticket that is still the person's, whatever else somebody changed: nobody will see to it
   * otherwise. Who may not work on it does not get it.
   */
  private Outcome handedOver(Turn turn) {
    Details before = turn.ticket().details();
    boolean theirs = before.owner().equals(turn.job().handover().orElseThrow().from());
    if (!theirs || before.status() == TicketStatus.CLOSED) {
      return Outcome.UNCHANGED;
    }
    Details wanted = turn.job().change().orElseThrow().applied(before);
    boolean meant = wanted.owner().isNone() || works(wanted.owner(), turn.ticket(), wanted);
    return edited(
        turn,
        meant ? wanted : wanted.withOwner(StaffId.NONE),
        meant ? Reason.NONE : Reason.SUCCESSOR_CANNOT);
  }

  private boolean works(StaffId who, Ticket ticket, Details details) {
    AccessTag tag =
        new AccessTag(ticket.ref().municipality(), details.section(), details.confidentiality());
    return identities.scopeOf(who).filter(s -> s.may(Permission.TICKET_WRITE, tag)).isPresent();
  }

  private Outcome changed(Turn turn, BulkItem item) {
    StaffId who = turn.job().staff();
    if (turn.job().change().isEmpty()) {
      return kept(turn, undone(item.outcome(), turn.ticket(), who, turn.now()), 0, Reason.NONE);
    }
    BulkChange change = turn.job().change().get();
    Details wanted = change.applied(turn.ticket().details());
    if (wanted.tags().words().size() > Tags.MOST) {
      return Outcome.refused(Reason.TOO_MANY_TAGS);
    }
    return change.replies() ? replied(turn, change, wanted) : edited(turn, wanted, Reason.NONE);
  }

  private Outcome replied(Turn turn, BulkChange change, Details wanted) {
    StaffId who = turn.job().staff();
    BulkReply.Written reply =
        replies.written(turn.ticket(), change.reply(), who, turn.now(), turn.write());
    Decision decision =
        turn.ticket()
            .replied(reply.queued(), who, wanted, change.closes(), closing(turn), turn.now());
    return kept(turn, decision, reply.entry(), Reason.NONE);
  }

  private Outcome edited(Turn turn, Details wanted, Reason reason) {
    Decision decision = turn.ticket().edited(wanted, turn.job().staff(), closing(turn), turn.now());
    return kept(turn, decision, 0, reason);
  }

  private ClosingRule closing(Turn turn) {
    return rules.closing(turn.ticket().ref().municipality());
  }

  private Outcome kept(Turn turn, Decision decided, long entry, Reason reason) {
    Decision decision = because(turn.job(), decided);
    if (decision.events().isEmpty()) {
      return Outcome.UNCHANGED;
    }
    if (turn.write()) {
      tickets.save(decision, turn.job().staff(), turn.now());
    }
    Ticket after = decision.ticket();
    return new Outcome(
        BulkItem.State.DONE,
        reason,
        List.of(),
        after.version(),
        after.details().changesSince(turn.ticket().details()),
        turn.ticket().closedAt(),
        entry);
  }

  /** A reply that has not left yet does not leave; one that has, stays in the conversation. */
  private Decision undone(Outcome done, Ticket ticket, StaffId who, Instant now) {
    return done.entry() != 0 && replies.takenBack(ticket, done.entry(), who)
        ? ticket.takenBack(done.entry(), done.changes(), done.closedBefore(), who, now)
        : ticket.undone(done.changes(), done.closedBefore(), who, now);
  }

  /** The history of each ticket says why, for no person looked at that one. */
  private static Decision because(BulkJob job, Decision decision) {
    boolean back = job.undoes() != 0;
    return decision.because(
        job.handover()
            .map(handover -> back ? "undone" : handover.why())
            .orElse(back ? "many-undone" : "many"));
  }
}
