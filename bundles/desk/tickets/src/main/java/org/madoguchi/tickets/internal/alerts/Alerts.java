package org.madoguchi.tickets.internal.alerts;

import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.Permission;
import org.madoguchi.kernel.access.Reach;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.tickets.internal.TicketQueries.Count;
import org.madoguchi.tickets.internal.TicketTransactions;
import org.madoguchi.tickets.internal.alerts.Alert.Kind;
import org.madoguchi.tickets.internal.domain.TicketProblems;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What a person was told. Access is asked when it is shown: of what is out of reach nothing is. */
@Component(service = Alerts.class)
public final class Alerts {
  /** One page, newest first; {@code more} when there are others behind it. */
  public record Page(List<AlertStore.Told> told, boolean more, Count unseen) {}

  private final TicketTransactions transactions;
  private final AlertStore store;

  @Activate
  public Alerts(@Reference TicketTransactions transactions, @Reference AlertStore store) {
    this.transactions = transactions;
    this.store = store;
  }

  public Page page(AccessScope scope, OptionalLong before, int limit) {
    List<Reach> reaches = reaches(scope);
    return transactions.read(
        () -> {
          List<AlertStore.Told> found = store.page(scope.who(), before, limit + 1, reaches);
          boolean more = found.size() > limit;
          return new Page(
              more ? found.subList(0, limit) : found, more, store.unseen(scope.who(), reaches));
        });
  }

  public Count unseen(AccessScope scope) {
    return transactions.read(() -> store.unseen(scope.who(), reaches(scope)));
  }

  /**
   * May be repeated.
   *
   * @throws DomainException alert-not-found
   */
  public void see(AccessScope scope, long id) {
    boolean found = transactions.decide(() -> store.see(scope.who(), id, reaches(scope)));
    if (!found) {
      throw new DomainException(TicketProblems.ALERT_NOT_FOUND);
    }
  }

  /**
   * @param newest what the person has in front of them; what comes later stays new
   */
  public void seeAll(AccessScope scope, long newest) {
    transactions.decide(
        () -> {
          store.seeAll(scope.who(), newest);
          return newest;
        });
  }

  public Set<Kind> unwanted(AccessScope scope) {
    return transactions
        .read(() -> store.unwanted(List.of(scope.who())))
        .getOrDefault(scope.who(), Set.of());
  }

  public void want(AccessScope scope, Set<Kind> unwanted) {
    transactions.decide(
        () -> {
          store.want(scope.who(), unwanted);
          return unwanted;
        });
  }

  private static List<Reach> reaches(AccessScope scope) {
    return scope.reaches(Permission.TICKET_READ);
  }
}
