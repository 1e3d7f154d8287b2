package org.madoguchi.tickets.internal;

import java.util.ArrayList;
import java.util.List;
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
  private final MergeRepository merges;

  @Activate
  public ReplyRoutes(
      @Reference EntryRepository entries,
      @Reference CitizenRepository citizens,
      @Reference MergeRepository merges) {
    this.entries = entries;
    this.citizens = citizens;
    this.merges = merges;
  }

  /** Empty when nothing is known an answer could be sent to. */
  public Optional<Route> backTo(Ticket ticket) {
    return entries
        .lastAnswerable(ofTheCitizen(ticket))
        .flatMap(ReplyRoutes::answering)
        .or(() -> citizens.find(ticket.citizen().id()).flatMap(c -> c.mail()).map(this::byMail));
  }

  /** What was merged into the ticket too, but nobody is answered who only came with that. */
  private List<Long> ofTheCitizen(Ticket ticket) {
    List<Long> ids = new ArrayList<>(List.of(ticket.id()));
    merges.takenIn(ticket.id()).stream()
        .filter(other -> citizens.areOne(other.citizen().id(), ticket.citizen().id()))
        .forEach(other -> ids.add(other.id()));
    return ids;
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
