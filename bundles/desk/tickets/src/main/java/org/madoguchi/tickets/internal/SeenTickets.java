package org.madoguchi.tickets.internal;

import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.Permission;
import org.madoguchi.tickets.TicketRef;
import org.madoguchi.tickets.TicketSight;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What people see of tickets, for other rooms. */
@Component
public final class SeenTickets implements TicketSight {
  private final TicketTransactions transactions;
  private final TicketRepository tickets;

  @Activate
  public SeenTickets(
      @Reference TicketTransactions transactions, @Reference TicketRepository tickets) {
    this.transactions = transactions;
    this.tickets = tickets;
  }

  @Override
  public boolean sees(AccessScope scope, TicketRef ticket) {
    return transactions.read(
        () -> tickets.find(ticket, scope.reaches(Permission.TICKET_READ)).isPresent());
  }
}
