package org.madoguchi.tickets.internal;

import java.util.List;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.Permission;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.Problems;
import org.madoguchi.tickets.TicketImport;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Takes over tickets that another bundle brings. */
@Component(service = TicketImport.class)
public final class HistoricImport implements TicketImport {
  private final TicketTransactions transactions;
  private final HistoricBatch batch;

  @Activate
  public HistoricImport(
      @Reference TicketTransactions transactions, @Reference HistoricBatch batch) {
    this.transactions = transactions;
    this.batch = batch;
  }

  @Override
  public int take(AccessScope scope, List<HistoricTicket> historic) {
    if (!scope.mayEverywhere(Permission.TICKET_WRITE)) {
      throw new DomainException(Problems.FORBIDDEN);
    }
    if (historic.size() > HistoricBatch.LARGEST) {
      throw new IllegalArgumentException(
          "at most " + HistoricBatch.LARGEST + " tickets in a batch");
    }
    return transactions.decide(() -> batch.take(historic, 0, scope.who()));
  }
}
