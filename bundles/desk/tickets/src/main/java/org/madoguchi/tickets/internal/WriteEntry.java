package org.madoguchi.tickets.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.Permission;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.FieldProblem;
import org.madoguchi.kernel.problem.Problems;
import org.madoguchi.kernel.store.IdSource;
import org.madoguchi.tickets.TicketRef;
import org.madoguchi.tickets.internal.alerts.Colleagues;
import org.madoguchi.tickets.internal.domain.Attachment;
import org.madoguchi.tickets.internal.domain.ClosingRule;
import org.madoguchi.tickets.internal.domain.Decision;
import org.madoguchi.tickets.internal.domain.Draft;
import org.madoguchi.tickets.internal.domain.Entry;
import org.madoguchi.tickets.internal.domain.EntryType;
import org.madoguchi.tickets.internal.domain.InboundText;
import org.madoguchi.tickets.internal.domain.Route;
import org.madoguchi.tickets.internal.domain.Ticket;
import org.madoguchi.tickets.internal.domain.TicketEvent;
import org.madoguchi.tickets.internal.domain.TicketProblems;
import org.madoguchi.tickets.internal.domain.WrapUp;
import org.madoguchi.tickets.internal.files.FileGate;
import org.madoguchi.tickets.internal.sending.HeldReplies;
import org.madoguchi.tickets.internal.sending.HeldReply;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Staff writes notes and replies. These are appended: two people never get in each other's way. */
@Component(service = WriteEntry.class)
public final class WriteEntry {
  /**
   * @param attachments ids of the person's own uploads to this ticket
   * @param mentions who is named in a note
   */
  public record Written(
      String requestId, String text, List<Long> attachments, List<StaffId> mentions) {
    public Written(String requestId, String text, List<Long> attachments) {
      this(requestId, text, attachments, List.of());
    }
  }

  private final TicketTransactions transactions;
  private final TicketAccess access;
  private final TicketRepository tickets;
  private final EntryRepository entries;
  private final ReplyRoutes routes;
  private final FileGate gate;
  private final Signatures signatures;
  private final HeldReplies held;
  private final Colleagues colleagues;
  private final DeskRules rules;
  private final IdSource ids;
  private final Clock clock;

  @Activate
  public WriteEntry(
      @Reference TicketTransactions transactions,
      @Reference TicketAccess access,
      @Reference TicketRepository tickets,
      @Reference EntryRepository entries,
      @Reference ReplyRoutes routes,
      @Reference FileGate gate,
      @Reference Signatures signatures,
      @Reference HeldReplies held,
      @Reference Colleagues colleagues,
      @Reference DeskRules rules,
      @Reference IdSource ids,
      @Reference Clock clock) {
    this.transactions = transactions;
    this.access = access;
    this.tickets = tickets;
    this.entries = entries;
    this.routes = routes;
    this.gate = gate;
    this.signatures = signatures;
    this.held = held;
    this.colleagues = colleagues;
    this.rules = rules;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Seen by staff only. The same request again gives the same note. Whoever takes part in the work
   * writes one.
   *
   * @throws DomainException invalid-fields when somebody is named who does not see the ticket
   */
  public Entry note(AccessScope scope, TicketRef ref, Written written) {
    return transactions.decide(
        () -> {
          Ticket ticket = access.sharedWith(scope, ref);
          OnceKey key = OnceKey.entry(ticket.id(), scope.who(), written.requestId());
          return tickets
              .taken(key)
              .map(taken -> again(ticket, taken))
              .orElseGet(() -> addNote(ticket, written, scope.who(), key));
        });
  }

  private Entry again(Ticket ticket, TicketRepository.Taken taken) {
    // it may have gone to another ticket since
    return entries
        .find(entries.ticketOf(taken.entry()).orElse(ticket.id()), taken.entry())
        .orElseThrow(() -> new DomainException(TicketProblems.REPLY_GONE));
  }

  private Entry addNote(Ticket ticket, Written written, StaffId who, OnceKey key) {
    colleagues.mustSee(ticket.tag(), written.mentions());
    Instant now = now();
    long id = ids.next("ticket-entry");
    List<Attachment> files = attach(ticket, id, written, who);
    Entry note =
        Entry.note(id, ticket.id(), who, written.text(), files, now).naming(written.mentions());
    append(ticket, note, ticket.noted(id, written.mentions(), who, now), who, key, Draft.Kind.NOTE);
    return note;
  }

  /**
   * Goes to the citizen as soon as the channels room takes it, and not before its author may have
   * thought again.
   *
   * @throws DomainException no-address-to-reply-to; missing-before-closing; invalid-fields for
   *     unknown attachments or a category out of its days; reply-gone when the request was taken
   *     back
   */
  public Entry reply(AccessScope scope, TicketRef ref, Written written, WrapUp wrapUp) {
    return transactions.decide(
        () -> {
          Ticket ticket = access.changeable(scope, ref, Permission.TICKET_REPLY);
          if (!wrapUp.section().isNone()) {
            scope.require(Permission.TICKET_WRITE, ticket.tag());
          }
          OnceKey key = OnceKey.entry(ticket.id(), scope.who(), written.requestId());
          return tickets
              .taken(key)
              .map(taken -> again(ticket, taken))
              .orElseGet(() -> addReply(ticket, written, wrapUp, scope.who(), key));
        });
  }

  private Entry addReply(Ticket ticket, Written written, WrapUp wrapUp, StaffId who, OnceKey key) {
    Instant now = now();
    if (!wrapUp.category().isEmpty()) {
      String before = ticket.details().category();
      rules.mustBeChoosable(ticket.ref().municipality(), before, wrapUp.category(), now);
    }
    Prepared reply = prepared(ticket, written, who, now);
    reply.held().ifPresent(held::hold);
    ClosingRule rule = rules.closing(ticket.ref().municipality());
    Decision decision = ticket.replied(reply.queued(), who, wrapUp, rule, now);
    append(ticket, reply.entry(), decision, who, key, Draft.Kind.REPLY);
    return reply.entry();
  }

  /**
   * A reply before anything is decided.
   *
   * @param held empty when nobody may take it back
   */
  public record Prepared(Entry entry, TicketEvent.ReplyQueued queued, Optional<HeldReply> held) {}

  /** Keeps a reply that {@link #prepared} made; the ticket is the caller's to decide and save. */
  public void keep(Ticket ticket, Prepared reply) {
    reply.held().ifPresent(held::hold);
    entries.add(reply.entry(), ticket.tag());
  }

  /**
   * Within a transaction of the caller.
   *
   * @throws DomainException no-address-to-reply-to; invalid-fields for unknown attachments
   */
  public Prepared prepared(Ticket ticket, Written written, StaffId who, Instant now) {
    Route route =
        routes
            .backTo(ticket)
            .orElseThrow(() -> new DomainException(TicketProblems.NO_ADDRESS_TO_REPLY_TO));
    long id = ids.next("ticket-entry");
    List<Attachment> files = attach(ticket, id, written, who);
    Entry reply =
        Entry.outgoing(
            id,
            ticket.id(),
            EntryType.REPLY,
            route,
            who,
            replySubject(ticket),
            signatures.signed(written.text(), ticket, route.channel()),
            files,
            now);
    Duration undoable = rules.undoable(ticket.ref().municipality());
    Optional<Instant> notBefore = Optional.of(now.plus(undoable)).filter(now::isBefore);
    return new Prepared(
        reply,
        new TicketEvent.ReplyQueued(id, route.channel(), route.source(), false, notBefore),
        notBefore.map(at -> heldUntil(ticket, reply, written, at)));
  }

  private static HeldReply heldUntil(
      Ticket ticket, Entry reply, Written written, Instant notBefore) {
    boolean signed = !reply.text().equals(written.text());
    int length = signed ? written.text().stripTrailing().length() : written.text().length();
    return new HeldReply(
        reply.id(), ticket.id(), reply.author(), length, ticket.closedAt(), notBefore);
  }

  /** One line, with the number, so that an answer finds its ticket even without a thread. */
  private static String replySubject(Ticket ticket) {
    String number = " [" + ticket.ref().number() + "]";
    String subject = InboundText.line(ticket.details().subject(), Limits.SUBJECT);
    String answer = subject.regionMatches(true, 0, "Re:", 0, 3) ? subject : "Re: " + subject;
    return answer.contains(number)
        ? InboundText.cut(answer, Limits.SUBJECT)
        : InboundText.cut(answer, Limits.SUBJECT - number.length()) + number;
  }

  private void append(
      Ticket ticket, Entry entry, Decision decision, StaffId who, OnceKey key, Draft.Kind draft) {
    entries.add(entry, ticket.tag());
    entries.removeDraft(ticket.id(), who, draft);
    tickets.take(key, ticket.id(), entry.id(), entry.at());
    tickets.save(decision, who, entry.at());
  }

  private List<Attachment> attach(Ticket ticket, long entry, Written written, StaffId who) {
    if (written.attachments().isEmpty()) {
      return List.of();
    }
    List<Attachment> files = entries.loose(ticket.id(), who, written.attachments());
    gate.mustBeWritable(ticket.ref().municipality(), files);
    int bound = entries.bind(ticket.id(), entry, who, written.attachments());
    if (files.size() != written.attachments().size() || bound != files.size()) {
      throw new DomainException(
          Problems.INVALID_FIELDS,
          List.of(1),
          List.of(new FieldProblem("attachments", "unknown", List.of())),
          Map.of());
    }
    return files;
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
