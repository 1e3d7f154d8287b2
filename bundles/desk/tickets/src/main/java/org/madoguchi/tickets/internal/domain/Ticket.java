package org.madoguchi.tickets.internal.domain;

import static org.madoguchi.tickets.TicketStatus.CLOSED;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.AccessTag;
import org.madoguchi.kernel.access.Confidentiality;
import org.madoguchi.kernel.problem.Checks;
import org.madoguchi.tickets.InboundContact.Nature;
import org.madoguchi.tickets.TicketRef;
import org.madoguchi.tickets.TicketStatus;
import org.madoguchi.tickets.internal.harassment.HarassmentRecord;

/**
 * A ticket as it stands. Immutable: every command returns a {@link Decision}.
 *
 * @param channel the kind of channel it was opened by
 * @param language BCP 47; '' when unknown
 * @param unread whether the owner has something new to look at
 * @param version of the details; what If-Match is held against. Appends leave it alone
 * @param sequence of the last event
 */
public record Ticket(
    long id,
    TicketRef ref,
    String channel,
    String language,
    CitizenName citizen,
    Details details,
    Instant createdAt,
    Instant updatedAt,
    Optional<Instant> closedAt,
    boolean deliveryProblem,
    boolean unread,
    long version,
    long sequence) {
  /** The citizen, with the name as it stands on lists. */
  public record CitizenName(long id, String name) {}

  /** Opens a ticket; {@code first} is what opened it. */
  public static Decision open(
      long id,
      TicketRef ref,
      String channel,
      String language,
      CitizenName citizen,
      Details details,
      Instant openedAt,
      Instant now,
      boolean unread,
      List<TicketEvent> first) {
    Optional<Instant> closed =
        details.status() == CLOSED ? Optional.of(now) : Optional.<Instant>empty();
    Ticket ticket =
        new Ticket(
            id,
            ref,
            channel,
            language,
            citizen,
            details,
            openedAt,
            now,
            closed,
            false,
            unread,
            1,
            first.size());
    return new Decision(ticket, first);
  }

  /** Takes over a ticket from another system; nothing about it is news. */
  public static Decision historic(
      long id,
      TicketRef ref,
      String channel,
      String language,
      CitizenName citizen,
      Details details,
      Instant openedAt,
      Instant lastAt,
      Optional<Instant> closedAt) {
    TicketEvent imported = new TicketEvent.Imported(details.kind(), channel, details.status());
    Ticket ticket =
        new Ticket(
            id, ref, channel, language, citizen, details, openedAt, lastAt, closedAt, false, false,
            1, 1);
    return new Decision(ticket, List.of(imported));
  }

  public Confidentiality confidentiality() {
    return details.confidentiality();
  }

  public AccessTag tag() {
    return new AccessTag(
        ref.municipality(),
        details.section(),
        details.confidentiality(),
        Set.copyOf(details.contributors().sections()));
  }

  public boolean isOverdue(Instant now) {
    return details.status().isOpen() && details.dueAt().filter(now::isAfter).isPresent();
  }

  /**
   * Whether a message of the citizen still belongs here: somebody works on the ticket, or it was
   * finished not longer ago than it may be reopened.
   *
   * @param reopenable zero for never
   */
  public boolean takesContact(Instant receivedAt, Duration reopenable) {
    return finishedAt()
        .map(at -> !reopenable.isZero() && !receivedAt.isAfter(at.plus(reopenable)))
        .orElse(true);
  }

  /** When it was closed; of an answered one, when something was last done about it. */
  private Optional<Instant> finishedAt() {
    return switch (details.status()) {
      case CLOSED -> closedAt;
      case ANSWERED -> Optional.of(updatedAt);
      default -> Optional.empty();
    };
  }

  /**
   * A message of the citizen joins. One that answers us puts the ticket back to work with a new due
   * date; automatic answers and bounces change nothing, but a bounce is shown to the owner, for an
   * answer may not have arrived.
   */
  public Decision received(
      long entry, String channel, String source, Nature nature, Instant dueAt, Instant now) {
    boolean person = isPersonal(nature);
    TicketStatus turn = person ? LifeCycle.contacted(details.status()) : details.status();
    boolean reopens = turn != details.status();
    Details next = reopens ? details.withStatus(turn).withDueAt(Optional.of(dueAt)) : details;
    TicketEvent fact = new TicketEvent.MessageReceived(entry, channel, source, nature, reopens);
    return decide(
        next, StaffId.SYSTEM, now, unread || person || nature == Nature.BOUNCE, List.of(fact));
  }

  /** Whether a person may be waiting behind the message; such a message asks for work. */
  public static boolean isPersonal(Nature nature) {
    return nature == Nature.PERSON || nature == Nature.BULK;
  }

  /**
   * Staff answered: {@code wrapUp} holds what was said about the contact and closing.
   *
   * @throws org.madoguchi.kernel.problem.DomainException missing-before-closing
   */
  public Decision replied(
      TicketEvent.ReplyQueued reply, StaffId by, WrapUp wrapUp, ClosingRule rule, Instant now) {
    Details next =
        details
            .withCategory(wrapUp.category().isEmpty() ? details.category() : wrapUp.category())
            .withResult(wrapUp.result() == ContactResult.NONE ? details.result() : wrapUp.result())
            .withSection(wrapUp.section().isNone() ? details.section() : wrapUp.section());
    return replied(reply, by, next, wrapUp.close(), rule, now);
  }

  /**
   * The same, one of many: {@code wanted} is what becomes of the ticket besides.
   *
   * @throws org.madoguchi.kernel.problem.DomainException missing-before-closing
   */
  public Decision replied(
      TicketEvent.ReplyQueued reply,
      StaffId by,
      Details wanted,
      boolean close,
      ClosingRule rule,
      Instant now) {
    Details next =
        wanted
            .withStatus(LifeCycle.replied(close))
            .withOwner(wanted.owner().isNone() ? by : wanted.owner());
    rule.check(details, next);
    return decide(next, by, now, unread, List.of(reply));
  }

  /**
   * The author took a reply back: what it changed is as it was before, but for what somebody
   * changed since. A way back, so the rules of the way there do not ask again.
   *
   * @param edited what the reply changed in the details, as the log tells
   * @param closedBefore when the ticket was closed before the reply
   */
  public Decision takenBack(
      long entry,
      Map<String, FieldChange> edited,
      Optional<Instant> closedBefore,
      StaffId by,
      Instant now) {
    return back(edited, closedBefore, List.of(new TicketEvent.ReplyTakenBack(entry)), by, now);
  }

  /**
   * A change of many tickets is undone on this one: what it changed is as it was before. A way
   * back, so the rules of the way there do not ask again.
   *
   * @param edited what it changed, as the log tells
   * @param closedBefore when the ticket was closed before it
   */
  public Decision undone(
      Map<String, FieldChange> edited, Optional<Instant> closedBefore, StaffId by, Instant now) {
    return back(edited, closedBefore, List.of(), by, now);
  }

  private Decision back(
      Map<String, FieldChange> edited,
      Optional<Instant> closedBefore,
      List<TicketEvent> facts,
      StaffId by,
      Instant now) {
    Details before = details.without(edited);
    if (facts.isEmpty() && before.equals(details)) {
      return new Decision(this, List.of());
    }
    Decision decision = decide(before, by, now, unread, facts);
    boolean closedAgain = before.status() == CLOSED && details.status() != CLOSED;
    return closedAgain && closedBefore.isPresent()
        ? new Decision(decision.ticket().closedAt(closedBefore), decision.events())
        : decision;
  }

  private Ticket closedAt(Optional<Instant> at) {
    return new Ticket(
        id,
        ref,
        channel,
        language,
        citizen,
        details,
        createdAt,
        updatedAt,
        at,
        deliveryProblem,
        unread,
        version,
        sequence);
  }

  /** A macro is applied; what it does is decided after it. */
  public Decision applied(TicketEvent.MacroApplied macro) {
    return appended(deliveryProblem, List.of(macro));
  }

  /** An acknowledgement is to go out; nothing else changes. */
  public Decision acknowledged(TicketEvent.ReplyQueued acknowledgement) {
    return appended(deliveryProblem, List.of(acknowledgement));
  }

  public Decision noted(long entry, List<StaffId> mentions, StaffId by, Instant now) {
    return decide(details, by, now, unread, List.of(new TicketEvent.NoteAdded(entry, mentions)));
  }

  /** Harassment is recorded, and the ticket goes to a supervisor, who is named in the record. */
  public Decision harassed(
      long entry, HarassmentRecord.Kind kind, StaffId supervisor, StaffId by, Instant now) {
    TicketEvent note =
        new TicketEvent.NoteAdded(
            entry, supervisor.isNone() ? List.of() : List.of(supervisor), Checks.written(kind));
    Details next = supervisor.isNone() ? details : details.withOwner(supervisor);
    return decide(next, by, now, unread, List.of(note));
  }

  /**
   * Edits the details; without a difference nothing happens.
   *
   * @throws org.madoguchi.kernel.problem.DomainException status-not-possible;
   *     missing-before-closing
   */
  public Decision edited(Details next, StaffId by, ClosingRule rule, Instant now) {
    LifeCycle.edited(details.status(), next.status());
    rule.check(details, next);
    if (next.equals(details)) {
      return new Decision(this, List.of());
    }
    return decide(next, by, now, unread, List.of());
  }

  /**
   * @param problem whether any message of the ticket now needs a person
   */
  public Decision deliveryChanged(TicketEvent.DeliveryChanged change, boolean problem) {
    return appended(problem, List.of(change));
  }

  /** A file on it was judged; the ticket's own details stay as they are. */
  public Decision fileScanned(TicketEvent.FileScanned fact) {
    return appended(deliveryProblem, List.of(fact));
  }

  /** It is somebody else's matter than it seemed; the ticket's own details stay as they are. */
  public Decision requestedBy(CitizenName whose, TicketEvent.RequesterChanged fact) {
    Ticket ticket =
        new Ticket(
            id,
            ref,
            channel,
            language,
            whose,
            details,
            createdAt,
            updatedAt,
            closedAt,
            deliveryProblem,
            unread,
            version,
            sequence + 1);
    return new Decision(ticket, List.of(fact));
  }

  /** It is tied to another ticket, or no longer; the ticket's own details stay as they are. */
  public Decision tied(TicketEvent.Tie tie) {
    return appended(deliveryProblem, List.of(tie));
  }

  /** A section said how far it is with its part: news for the owner, unless it begins again. */
  public Decision contributed(TicketEvent.ContributionChanged fact, StaffId by, Instant now) {
    boolean news = unread || fact.progress() != Contributors.Progress.OPEN;
    return decide(details, by, now, news, List.of(fact));
  }

  /**
   * Goes on in another one. Nobody works on it here; what it was is kept by {@link Merge}.
   *
   * @param other as it is after it took this one in
   */
  public Decision mergedInto(Ticket other, StaffId by, Instant now) {
    Details next =
        details
            .withStatus(CLOSED)
            .withSection(other.details.section())
            .withContributors(other.details.contributors());
    return decide(
        next, by, now, false, List.of(new TicketEvent.Merged(other.ref, other.tag(), true)));
  }

  /**
   * Takes another one in; the sections that contributed there contribute here.
   *
   * @param open whether there is work in it: that is open here too, and news for the owner
   */
  public Decision takingIn(Ticket other, boolean open, StaffId by, Instant now) {
    TicketStatus turn = open ? LifeCycle.contacted(details.status()) : details.status();
    TicketEvent fact = new TicketEvent.Merged(other.ref, other.tag(), false);
    Details next =
        details
            .withStatus(turn)
            .withContributors(details.contributors().with(other.details.contributors()));
    return decide(next, by, now, unread || open, List.of(fact));
  }

  /**
   * Entries went to another one, or came from there; the ticket's own details stay as they are.
   *
   * @param problem whether any message of the ticket now needs a person
   */
  public Decision split(TicketEvent.Tie fact, boolean problem) {
    return appended(problem, List.of(fact));
  }

  /** Stands for itself again, as it was before. */
  public Decision separatedFrom(Ticket other, Merge merge, StaffId by, Instant now) {
    Details next =
        details
            .withStatus(merge.status())
            .withSection(merge.section())
            .withContributors(merge.contributors());
    TicketEvent fact = new TicketEvent.Separated(other.ref, other.tag(), true);
    return decide(next, by, now, merge.status().isOpen(), List.of(fact));
  }

  /** The other one stands for itself again, and takes along the sections it brought. */
  public Decision lettingGo(Ticket other, Merge merge, StaffId by, Instant now) {
    List<TicketEvent> facts = List.of(new TicketEvent.Separated(other.ref, other.tag(), false));
    Contributors left = details.contributors().without(merge.brought().sections());
    return left.equals(details.contributors())
        ? appended(deliveryProblem, facts)
        : decide(details.withContributors(left), by, now, unread, facts);
  }

  /** Follows the one it was merged into to whoever reads that one now. */
  public Decision following(Ticket other, StaffId by, Instant now) {
    Details next =
        details
            .withSection(other.details.section())
            .withConfidentiality(other.details.confidentiality())
            .withContributors(other.details.contributors());
    return decide(next, by, now, unread, List.of());
  }

  /** The import it came by is undone: the last that is told of it. */
  public Decision removedWith(long job) {
    return appended(deliveryProblem, List.of(new TicketEvent.ImportUndone(job, citizen.id())));
  }

  private Decision decide(
      Details next, StaffId by, Instant now, boolean news, List<TicketEvent> facts) {
    List<TicketEvent> events = new ArrayList<>(facts);
    Map<String, FieldChange> changes = next.changesSince(details);
    long nextVersion = changes.isEmpty() ? version : version + 1;
    if (!changes.isEmpty()) {
      events.add(new TicketEvent.Edited(changes, nextVersion));
    }
    boolean handedOver = !next.owner().isNone() && !next.owner().equals(details.owner());
    boolean nextUnread = !by.equals(next.owner()) && (news || handedOver);
    Ticket ticket =
        new Ticket(
            id,
            ref,
            channel,
            language,
            citizen,
            next,
            createdAt,
            now,
            closedAfter(next, now),
            deliveryProblem,
            nextUnread,
            nextVersion,
            sequence + events.size());
    return new Decision(ticket, events);
  }

  private Optional<Instant> closedAfter(Details next, Instant now) {
    if (next.status() != CLOSED) {
      return Optional.empty();
    }
    return closedAt.or(() -> Optional.of(now));
  }

  private Decision appended(boolean problem, List<TicketEvent> events) {
    Ticket ticket =
        new Ticket(
            id,
            ref,
            channel,
            language,
            citizen,
            details,
            createdAt,
            updatedAt,
            closedAt,
            problem,
            unread,
            version,
            sequence + events.size());
    return new Decision(ticket, events);
  }
}
