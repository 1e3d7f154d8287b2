package org.madoguchi.tickets.internal.domain;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** What a command decided: the ticket as it is afterwards, and what happened to it, in order. */
public record Decision(Ticket ticket, List<TicketEvent> events) {
  public Decision {
    events = List.copyOf(events);
  }

  /** Its edits say why many tickets change at once. */
  public Decision because(String handover) {
    return new Decision(
        ticket,
        events.stream()
            .map(e -> e instanceof TicketEvent.Edited edited ? edited.because(handover) : e)
            .toList());
  }

  /** What is decided next on the ticket as this leaves it, and this before it. */
  public Decision then(Function<Ticket, Decision> next) {
    Decision more = next.apply(ticket);
    return new Decision(
        more.ticket(), Stream.concat(events.stream(), more.events().stream()).toList());
  }

  /** The sequence of the first event. */
  public long firstSequence() {
    return ticket.sequence() - events.size() + 1;
  }
}
