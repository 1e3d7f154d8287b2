package org.madoguchi.tickets.internal.imports;

import java.util.List;
import java.util.Optional;
import org.madoguchi.tickets.TicketImport.HistoricTicket;

/**
 * What the parts of one old number are.
 *
 * @param ticket empty when anything is wrong with it
 */
public record Look(Optional<HistoricTicket> ticket, List<Problem> problems) {
  static Look wrong(List<Problem> problems) {
    return new Look(Optional.empty(), List.copyOf(problems));
  }

  static Look wrong(Problem problem) {
    return wrong(List.of(problem));
  }

  static Look sound(HistoricTicket ticket) {
    return new Look(Optional.of(ticket), List.of());
  }
}
