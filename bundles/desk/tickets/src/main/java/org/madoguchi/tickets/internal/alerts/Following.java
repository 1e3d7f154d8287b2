package org.madoguchi.tickets.internal.alerts;

import java.util.List;
import java.util.Map;
import org.madoguchi.directory.Staff;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.tickets.TicketRef;
import org.madoguchi.tickets.internal.TicketAccess;
import org.madoguchi.tickets.internal.TicketTransactions;
import org.madoguchi.tickets.internal.domain.Ticket;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Following a ticket, and no longer. The owner follows by being the owner. */
@Component(service = Following.class)
public final class Following {
  /**
   * How one person stands to a ticket.
   *
   * @param owner whether by being its owner, while they did not stop
   * @param followers everybody who is told; the person too
   */
  public record State(boolean follows, boolean owner, List<StaffId> followers) {}

  private final TicketTransactions transactions;
  private final TicketAccess access;
  private final AlertStore store;
  private final Colleagues colleagues;

  @Activate
  public Following(
      @Reference TicketTransactions transactions,
      @Reference TicketAccess access,
      @Reference AlertStore store,
      @Reference Colleagues colleagues) {
    this.transactions = transactions;
    this.access = access;
    this.store = store;
    this.colleagues = colleagues;
  }

  /**
   * @throws org.madoguchi.kernel.problem.DomainException ticket-not-found
   */
  public State state(AccessScope scope, TicketRef ref) {
    return transactions.read(() -> state(scope.who(), access.readable(scope, ref)));
  }

  /** May be repeated. */
  public State turn(AccessScope scope, TicketRef ref, boolean follows) {
    return transactions.decide(
        () -> {
          Ticket ticket = access.readable(scope, ref);
          if (follows(ticket, scope.who()) != follows) {
            store.watch(ticket.id(), scope.who(), follows);
          }
          return state(scope.who(), ticket);
        });
  }

  /** Within a transaction of the caller; may be repeated. */
  public void begin(Ticket ticket, StaffId who) {
    if (!follows(ticket, who)) {
      store.watch(ticket.id(), who, true);
    }
  }

  /** Within a transaction of the caller. */
  public boolean follows(Ticket ticket, StaffId who) {
    return state(who, ticket).follows();
  }

  /** Who may be named at the ticket and is called so. */
  public List<Staff> colleagues(AccessScope scope, TicketRef ref, String q) {
    Ticket ticket = transactions.read(() -> access.readable(scope, ref));
    return colleagues.like(ticket.tag(), scope.who(), q);
  }

  private State state(StaffId who, Ticket ticket) {
    Map<StaffId, Boolean> watchers = store.watchers(List.of(ticket.id()));
    StaffId owner = ticket.details().owner();
    boolean owns = owner.equals(who) && !watchers.containsKey(owner);
    if (!owner.isNone()) {
      watchers.putIfAbsent(owner, true);
    }
    return new State(
        watchers.getOrDefault(who, false),
        owns,
        watchers.entrySet().stream().filter(Map.Entry::getValue).map(Map.Entry::getKey).toList());
  }
}
