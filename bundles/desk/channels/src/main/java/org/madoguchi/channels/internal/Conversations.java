package org.madoguchi.channels.internal;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.madoguchi.channels.spi.InboundMessage;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.tickets.ContactPoint;
import org.madoguchi.tickets.TicketIntake;
import org.madoguchi.tickets.TicketRef;

/**
 * Finds the ticket a message continues: by a reference we signed, or by a number in the subject
 * when every one of its senders belongs to that ticket's citizen. Anybody can write a number: from
 * others it is only a mention.
 */
final class Conversations {
  private static final Pattern NUMBER =
      Pattern.compile("\\[([0-9]{4}-[0-9]{6,12})]|[#＃]([0-9]{4}-[0-9]{6,12})(?![0-9-])");
  private static final int MOST_NUMBERS = 3;

  /** At most one of the two is present. */
  record Link(Optional<TicketRef> thread, Optional<TicketRef> mentioned) {
    static final Link NONE = new Link(Optional.empty(), Optional.empty());
  }

  private final ThreadReferences references;
  private final TicketIntake tickets;

  Conversations(ThreadReferences references, TicketIntake tickets) {
    this.references = references;
    this.tickets = tickets;
  }

  Link linkOf(InboundMessage message, MunicipalityId municipality) {
    Optional<TicketRef> signed =
        references
            .messageOf(message.references())
            // a reference of another municipality's ticket opens nothing here
            .filter(ours -> ours.ticket().municipality().equals(municipality))
            .map(ours -> tickets.whereLies(ours.ticket(), ours.entry()));
    return signed.isPresent()
        ? new Link(signed, Optional.empty())
        : byNumber(message, municipality);
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
