package org.madoguchi.tickets.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.tickets.TicketIntake.Receipt;
import org.madoguchi.tickets.TicketRef;
import org.madoguchi.tickets.internal.domain.Decision;
import org.madoguchi.tickets.internal.domain.Relation;
import org.madoguchi.tickets.internal.domain.Ticket;
import org.madoguchi.tickets.internal.domain.TicketEvent;

/** What was decided on contacts that are stored together. */
final class IntakeRound {
  /** What a new ticket came from: a thread finished too long ago, or a ticket it mentions. */
  record Origin(Ticket ticket, Relation relation) {
    Optional<Ticket> continued() {
      return Optional.of(ticket).filter(t -> relation == Relation.CONTINUES);
    }

    TicketEvent toldByTheNewOne() {
      return new TicketEvent.Linked(ticket.ref(), ticket.tag(), relation);
    }
  }

  private record Tie(Ticket opened, Origin origin) {}

  final CitizenRegister.Callers callers;
  final Instant now;
  final Map<OnceKey, Receipt> taken = new HashMap<>();
  private final List<Decision> decisions = new ArrayList<>();
  private final Map<TicketRef, Ticket> changed = new HashMap<>();
  private final List<Tie> ties = new ArrayList<>();

  IntakeRound(CitizenRegister.Callers callers, Instant now) {
    this.callers = callers;
    this.now = now;
  }

  void decided(Decision decision) {
    decisions.add(decision);
    changed.put(decision.ticket().ref(), decision.ticket());
  }

  Optional<Ticket> changed(TicketRef ref) {
    return Optional.ofNullable(changed.get(ref));
  }

  /** What the old ticket is told lets one of two continuations that are opened at once win. */
  void tie(Ticket opened, Origin origin) {
    Ticket old = changed(origin.ticket().ref()).orElse(origin.ticket());
    Relation seenFromThere = origin.relation().inverse();
    decided(old.tied(new TicketEvent.Linked(opened.ref(), opened.tag(), seenFromThere)));
    ties.add(new Tie(opened, origin));
  }

  Optional<Ticket> continuation(Ticket ticket) {
    return ties.stream()
        .filter(tie -> tie.origin().continued().isPresent())
        .filter(tie -> tie.origin().ticket().id() == ticket.id())
        .map(tie -> changed.get(tie.opened().ref()))
        .findFirst();
  }

  void store(TicketRepository tickets) {
    tickets.saveAll(decisions, StaffId.SYSTEM, now);
    ties.forEach(
        tie ->
            tickets.link(
                tie.opened().id(), tie.origin().ticket().id(), tie.origin().relation(), now));
  }
}
