package org.madoguchi.tickets.internal.domain;

import static org.madoguchi.tickets.TicketStatus.ANSWERED;
import static org.madoguchi.tickets.TicketStatus.CALLBACK_DUE;
import static org.madoguchi.tickets.TicketStatus.CLOSED;
import static org.madoguchi.tickets.TicketStatus.NEW;
import static org.madoguchi.tickets.TicketStatus.OPEN;
import static org.madoguchi.tickets.TicketStatus.WAITING_CITIZEN;
import static org.madoguchi.tickets.TicketStatus.WAITING_DEPARTMENT;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.madoguchi.kernel.problem.Checks;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.FieldProblem;
import org.madoguchi.tickets.TicketStatus;

/**
 * Which state of a ticket follows which. Three things lead from one to another: staff edit it,
 * staff reply, the citizen writes. A ticket begins as NEW when a channel brings it, as OPEN when
 * staff write it down, as CLOSED when a machine wrote and nobody need answer.
 */
public final class LifeCycle {
  private static final Set<TicketStatus> WORK =
      Collections.unmodifiableSet(
          EnumSet.of(OPEN, WAITING_DEPARTMENT, WAITING_CITIZEN, CALLBACK_DUE));

  /** Nothing becomes NEW again; what is closed is opened before anything else is done to it. */
  private static final Map<TicketStatus, Set<TicketStatus>> BY_EDIT =
      Map.of(
          NEW, with(ANSWERED, CLOSED),
          OPEN, with(ANSWERED, CLOSED),
          WAITING_DEPARTMENT, with(ANSWERED, CLOSED),
          WAITING_CITIZEN, with(ANSWERED, CLOSED),
          CALLBACK_DUE, with(ANSWERED, CLOSED),
          ANSWERED, with(CLOSED),
          CLOSED, Set.of(OPEN));

  private static final Set<TicketStatus> OUR_TURN_AFTER_A_CONTACT =
      Set.of(ANSWERED, WAITING_CITIZEN, CLOSED);

  private LifeCycle() {}

  private static Set<TicketStatus> with(TicketStatus... finished) {
    EnumSet<TicketStatus> all = EnumSet.copyOf(WORK);
    Collections.addAll(all, finished);
    return all;
  }

  /** Where staff may bring a ticket from here by an edit; without where it is. */
  public static List<TicketStatus> possible(TicketStatus from) {
    return BY_EDIT.get(from).stream().filter(next -> next != from).sorted().toList();
  }

  /** Staff says so. To stay where one is, is always possible. */
  static TicketStatus edited(TicketStatus from, TicketStatus to) {
    if (from != to && !BY_EDIT.get(from).contains(to)) {
      throw impossible(from, to);
    }
    return to;
  }

  /** Staff answered, from wherever it was. */
  static TicketStatus replied(boolean close) {
    return close ? CLOSED : ANSWERED;
  }

  /** The citizen answered or writes again: what waited for nobody but the citizen is ours. */
  static TicketStatus contacted(TicketStatus from) {
    return OUR_TURN_AFTER_A_CONTACT.contains(from) ? OPEN : from;
  }

  private static DomainException impossible(TicketStatus from, TicketStatus to) {
    List<String> possible = possible(from).stream().map(Checks::written).toList();
    List<Object> named = List.of(String.join(", ", possible));
    return new DomainException(
        TicketProblems.STATUS_NOT_POSSIBLE,
        List.of(from.ordinal(), to.ordinal()),
        List.of(new FieldProblem("status", "not-allowed", named)),
        Map.of("current", Checks.written(from), "possible", possible));
  }
}
