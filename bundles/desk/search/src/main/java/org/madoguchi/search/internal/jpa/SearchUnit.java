package org.madoguchi.search.internal.jpa;

import java.util.function.Supplier;
import javax.persistence.EntityManager;
import javax.persistence.EntityManagerFactory;
import org.madoguchi.kernel.store.Transactions;
import org.madoguchi.persistence.JpaTransactions;
import org.madoguchi.persistence.Races;
import org.madoguchi.search.internal.SearchTransactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The persistence unit of this room. */
@Component(service = {SearchUnit.class, SearchTransactions.class})
public final class SearchUnit implements SearchTransactions {
  private final JpaTransactions transactions;

  @Activate
  public SearchUnit(
      @Reference(target = "(osgi.unit.name=madoguchi-search)") EntityManagerFactory factory) {
    this.transactions = new JpaTransactions(factory);
  }

  @Override
  public <T> T decide(Supplier<T> command) {
    return Races.repeated(() -> transactions.write(command));
  }

  @Override
  public <T> T read(Supplier<T> query) {
    return transactions.read(query);
  }

  @Override
  public Transactions transactions() {
    return transactions;
  }

  public EntityManager manager() {
    return transactions.entityManager();
  }
}
