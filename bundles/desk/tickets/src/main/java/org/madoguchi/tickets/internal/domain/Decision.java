package org.madoguchi.tickets.internal.domain;

import java.util.List;

/** What a command decided: the ticket as it is afterwards, and what happened to it, in order. */
public record Decision(Ticket ticket, List<TicketEvent> events) {
  public Decision {
    events = List.copyOf(events);
  }

  /** Its edits say why somebody's tickets are handed over. */
  public Decision because(String handover) {
    return new Decision(
        ticket,
        events.stream()
            .map(e -> e instanceof TicketEvent.Edited edited ? edited.because(handover) : e)
            .toList());
  }

  /** The sequence of the first event. */
  public long firstSequence() {
    return ticket.sequence() - events.size() + 1;
  }
}
