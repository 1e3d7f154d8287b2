package org.madoguchi.channels.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.madoguchi.channels.spi.InboundMessage;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.tickets.ContactPoint;
import org.madoguchi.tickets.InboundContact.Nature;
import org.madoguchi.tickets.TicketConversation;
import org.madoguchi.tickets.TicketIntake;
import org.madoguchi.tickets.TicketRef;

/**
 * Finds the ticket a message continues: by a reference we signed, or by a number in the subject
 * when every one of its senders belongs to that ticket's citizen. Anybody can write a number: from
 * others it is only a mention. A report of non-delivery that tells no more than whom it is about
 * joins what was last written to them.
 */
final class Conversations {
  private static final Pattern NUMBER =
      Pattern.compile("\\[([0-9]{4}-[0-9]{6,12})]|[#＃]([0-9]{4}-[0-9]{6,12})(?![0-9-])");
  private static final int MOST_NUMBERS = 3;
  private static final int MOST_RETURNED = 5;

  /** Servers try for five days as a rule. */
  private static final Duration OLDEST_RETURNED = Duration.ofDays(7);

  /** At most one of the two is present. */
  record Link(Optional<TicketRef> thread, Optional<TicketRef> mentioned) {
    static final Link NONE = new Link(Optional.empty(), Optional.empty());

    Link or(Supplier<Optional<TicketRef>> other) {
      return thread.isPresent() || mentioned.isPresent()
          ? this
          : new Link(other.get(), Optional.empty());
    }
  }

  private final ThreadReferences references;
  private final TicketIntake tickets;
  private final TicketConversation conversation;

  Conversations(
      ThreadReferences references, TicketIntake tickets, TicketConversation conversation) {
    this.references = references;
    this.tickets = tickets;
    this.conversation = conversation;
  }

  /**
   * @param at when it came
   */
  Link linkOf(InboundMessage message, MunicipalityId municipality, Instant at) {
    Optional<TicketRef> signed =
        references
            .messageOf(message.references())
            // a reference of another municipality's ticket opens nothing here
            .filter(ours -> ours.ticket().municipality().equals(municipality))
            .map(ours -> tickets.whereLies(ours.ticket(), ours.entry()));
    return signed.isPresent()
        ? new Link(signed, Optional.empty())
        : byNumber(message, municipality).or(() -> returned(message, municipality, at));
  }

  /**
   * Some carriers and mail programs say whom they did not reach and show nothing of the message. It
   * joins the ticket that wrote there last. Anybody can make one up, and gains nothing: it is never
   * answered, and without our signed id nothing is taken for undelivered, only its owner looks.
   */
  private Optional<TicketRef> returned(
      InboundMessage message, MunicipalityId municipality, Instant at) {
    List<ContactPoint> failed =
        message.nature() != Nature.BOUNCE
            ? List.of()
            : message.particulars().nonDelivery().stream()
                .flatMap(report -> report.recipients().stream())
                .limit(MOST_RETURNED)
                .map(address -> new ContactPoint(ContactPoint.Kind.MAIL, address))
                .toList();
    return failed.isEmpty()
        ? Optional.empty()
        : conversation.lastSentTo(municipality, failed, at.minus(OLDEST_RETURNED));
  }

  private Link byNumber(InboundMessage message, MunicipalityId municipality) {
    Optional<TicketRef> mentioned = Optional.empty();
    Matcher number = NUMBER.matcher(message.subject());
    for (int i = 0; i < MOST_NUMBERS && number.find(); i++) {
      String written = number.group(1) == null ? number.group(2) : number.group(1);
      Optional<TicketRef> ticket = tickets.find(municipality, written);
      if (ticket.isPresent() && allBelongTo(ticket.get(), message.senders())) {
        return new Link(ticket, Optional.empty());
      }
      mentioned = mentioned.or(() -> ticket);
    }
    return mentioned.isPresent() ? new Link(Optional.empty(), mentioned) : Link.NONE;
  }

  // an added Reply-To of the citizen's must not let a stranger in
  private boolean allBelongTo(TicketRef ticket, List<ContactPoint> senders) {
    return senders.stream().allMatch(sender -> tickets.isCitizenOf(ticket, sender));
  }
}
