package org.madoguchi.tickets.internal.sending;

import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.Permission;
import org.madoguchi.tickets.TicketRef;
import org.madoguchi.tickets.internal.ReplyRoutes;
import org.madoguchi.tickets.internal.Signatures;
import org.madoguchi.tickets.internal.TicketAccess;
import org.madoguchi.tickets.internal.TicketTransactions;
import org.madoguchi.tickets.internal.domain.Ticket;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What a reply will look like before anybody writes it. */
@Component(service = ReplyPreview.class)
public final class ReplyPreview {
  private final TicketTransactions transactions;
  private final TicketAccess access;
  private final ReplyRoutes routes;
  private final Signatures signatures;

  @Activate
  public ReplyPreview(
      @Reference TicketTransactions transactions,
      @Reference TicketAccess access,
      @Reference ReplyRoutes routes,
      @Reference Signatures signatures) {
    this.transactions = transactions;
    this.access = access;
    this.routes = routes;
    this.signatures = signatures;
  }

  /** The signature that will be put under a reply; '' for none. */
  public String signature(AccessScope scope, TicketRef ref) {
    return transactions.read(
        () -> {
          // also of a ticket that takes no reply any more: to look is no change
          Ticket ticket = access.readable(scope, ref);
          scope.require(Permission.TICKET_REPLY, ticket.tag());
          return routes
              .backTo(ticket)
              .map(route -> signatures.under(ticket, route.channel()))
              .orElse("");
        });
  }
}
