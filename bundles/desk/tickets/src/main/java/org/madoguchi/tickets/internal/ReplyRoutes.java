package org.madoguchi.tickets.internal;

import java.util.Optional;
import org.madoguchi.tickets.ContactPoint;
import org.madoguchi.tickets.internal.domain.Entry;
import org.madoguchi.tickets.internal.domain.Route;
import org.madoguchi.tickets.internal.domain.Ticket;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The way back to a citizen: how they wrote last, else by mail. */
@Component(service = ReplyRoutes.class)
public final class ReplyRoutes {
  private final EntryRepository entries;
  private final CitizenRepository citizens;

  @Activate
  public ReplyRoutes(@Reference EntryRepository entries, @Reference CitizenRepository citizens) {
    this.entries = entries;
    this.citizens = citizens;
  }

  /** Empty when nothing is known an answer could be sent to. */
  Optional<Route> backTo(Ticket ticket) {
    return entries
        .lastAnswerable(ticket.id())
        .flatMap(ReplyRoutes::answering)
        .or(() -> citizens.find(ticket.citizen().id()).flatMap(c -> c.mail()).map(this::byMail));
  }

  private static Optional<Route> answering(Entry message) {
    return message
        .address()
        .map(
            address ->
                new Route(
                    message.channel(), message.source(), address, message.messageReference()));
  }

  private Route byMail(ContactPoint mail) {
    return new Route("mail", "", mail, "");
  }
}
