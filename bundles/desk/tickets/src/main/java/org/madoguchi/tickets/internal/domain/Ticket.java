package org.madoguchi.tickets.internal.domain;

import static org.madoguchi.tickets.TicketStatus.ANSWERED;
import static org.madoguchi.tickets.TicketStatus.CLOSED;
import static org.madoguchi.tickets.TicketStatus.OPEN;
import static org.madoguchi.tickets.TicketStatus.WAITING_CITIZEN;

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
import org.madoguchi.tickets.InboundContact.Nature;
import org.madoguchi.tickets.TicketRef;
import org.madoguchi.tickets.TicketStatus;

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
    Confidentiality confidentiality,
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
  private static final Set<TicketStatus> OUR_TURN_AFTER_A_MESSAGE =
      Set.of(ANSWERED, WAITING_CITIZEN, CLOSED);

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
            Confidentiality.NORMAL,
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
            id,
            ref,
            Confidentiality.NORMAL,
            channel,
            language,
            citizen,
            details,
            openedAt,
            lastAt,
            closedAt,
            false,
            false,
            1,
            1);
    return new Decision(ticket, List.of(imported));
  }

  public AccessTag tag() {
    return new AccessTag(ref.municipality(), details.section(), confidentiality);
  }

  public boolean isOverdue(Instant now) {
    return details.status().isOpen() && details.dueAt().filter(now::isAfter).isPresent();
  }

  /** Whether a message of the citizen still belongs here, or the ticket was closed too long ago. */
  public boolean continuesUntil(Instant receivedAt, Duration reopenable) {
    return closedAt.map(closed -> !receivedAt.isAfter(closed.plus(reopenable))).orElse(true);
  }

  /**
   * A message of the citizen joins. One that answers us puts the ticket back to work with a new due
   * date; automatic answers and bounces change nothing, but a bounce is shown to the owner, for an
   * answer may not have arrived.
   */
  public Decision received(
      long entry, String channel, String source, Nature nature, Instant dueAt, Instant now) {
    boolean person = isPersonal(nature);
    boolean reopens = person && OUR_TURN_AFTER_A_MESSAGE.contains(details.status());
    Details next = reopens ? details.withStatus(OPEN).withDueAt(Optional.of(dueAt)) : details;
    TicketEvent fact = new TicketEvent.MessageReceived(entry, channel, source, nature, reopens);
    return decide(
        next, StaffId.SYSTEM, now, unread || person || nature == Nature.BOUNCE, List.of(fact));
  }

  /** Whether a person may be waiting behind the message; such a message asks for work. */
  public static boolean isPersonal(Nature nature) {
    return nature == Nature.PERSON || nature == Nature.BULK;
  }

  /** Staff answered: {@code wrapUp} holds what was said about category, result and closing. */
  public Decision replied(TicketEvent.ReplyQueued reply, StaffId by, WrapUp wrapUp, Instant now) {
    Details next =
        details
            .withStatus(wrapUp.close() ? CLOSED : ANSWERED)
            .withOwner(details.owner().isNone() ? by : details.owner())
            .withCategory(wrapUp.category().isEmpty() ? details.category() : wrapUp.category())
            .withResult(wrapUp.result() == ContactResult.NONE ? details.result() : wrapUp.result());
    return decide(next, by, now, unread, List.of(reply));
  }

  /** An acknowledgement is to go out; nothing else changes. */
  public Decision acknowledged(TicketEvent.ReplyQueued acknowledgement) {
    return appended(deliveryProblem, List.of(acknowledgement));
  }

  public Decision noted(long entry, StaffId by, Instant now) {
    return decide(details, by, now, unread, List.of(new TicketEvent.NoteAdded(entry)));
  }

  /** Edits the details; without a difference nothing happens. */
  public Decision edited(Details next, StaffId by, Instant now) {
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
            confidentiality,
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
            confidentiality,
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
